package io.pannier.shared.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.shared.model.Deadline;
import io.pannier.testkit.AtOnce;
import io.pannier.testkit.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Whoever lost a race tries again in line: one at a time, in the order in which they lost. */
class RacesTest {

  private static final Duration TIMEOUT = Duration.ofMillis(100);
  private static final Duration LONG = Duration.ofMinutes(1);

  private final Races races = new Races(TIMEOUT);

  /** Tries that are under way, as writer and number; the test decides how they end. */
  private final List<Try> tries = new CopyOnWriteArrayList<>();

  private record Try(String writer, Sinks.One<String> end, AtomicBoolean ended) {

    void wins() {
      ended.set(true);
      end.tryEmitValue(writer + " won");
    }

    void loses() {
      failsWith(new LostRace());
    }

    void failsWith(RuntimeException failure) {
      ended.set(true);
      end.tryEmitError(failure);
    }
  }

  private Mono<String> writing(String writer, Deadline deadline) {
    return races.untilWon(
        "lamp",
        deadline,
        () -> {
          Try one = new Try(writer, Sinks.one(), new AtomicBoolean());
          tries.add(one);
          return one.end().asMono();
        });
  }

  private CompletableFuture<String> written(String writer) {
    return writing(writer, Deadline.after(LONG)).toFuture();
  }

  /** They try and lose, one after another. */
  private List<CompletableFuture<String>> losers(String... writers) {
    List<CompletableFuture<String>> all = new ArrayList<>();
    for (String writer : writers) {
      all.add(written(writer));
      newest().loses();
    }
    return all;
  }

  /** The one that was begun last. */
  private Try newest() {
    return tries.get(tries.size() - 1);
  }

  /** The one that is under way. */
  private Try current() {
    List<Try> underWay = tries.stream().filter(one -> !one.ended().get()).toList();
    assertThat(underWay).hasSize(1);
    return underWay.get(0);
  }

  private List<String> tried() {
    return tries.stream().map(Try::writer).toList();
  }

  @Test
  void a_first_try_waits_for_nobody() {
    CompletableFuture<String> one = written("a");
    CompletableFuture<String> other = written("b");

    assertThat(tried()).containsExactly("a", "b");
    tries.forEach(Try::wins);
    assertThat(one).isCompletedWithValue("a won");
    assertThat(other).isCompletedWithValue("b won");
    assertThat(races.linesOfWaiting()).isZero();
  }

  @Test
  void those_who_lost_try_again_one_after_another_in_the_order_in_which_they_lost() {
    List<CompletableFuture<String>> writers = losers("a", "b", "c");
    assertThat(tried())
        .as("a again at once: nobody was in line")
        .containsExactly("a", "a", "b", "c");

    current().wins();
    assertThat(tried()).endsWith("c", "b");
    current().wins();
    current().wins();

    assertThat(tried()).containsExactly("a", "a", "b", "c", "b", "c");
    assertThat(writers.stream().map(CompletableFuture::join))
        .containsExactly("a won", "b won", "c won");
    assertThat(races.linesOfWaiting()).isZero();
  }

  @Test
  void a_turn_lasts_until_it_wins_or_fails_otherwise() throws Exception {
    List<CompletableFuture<String>> writers = losers("a", "b", "c");

    current().loses(); // to another process
    Await.until(() -> tries.size() == 5);
    assertThat(tried()).as("before anybody else's turn").endsWith("c", "a");
    current().failsWith(StorageFailure.unavailable(new IllegalStateException("no disk")));
    current().wins();

    assertThat(writers.get(0)).isCompletedExceptionally();
    assertThat(writers.get(1)).isCompletedWithValue("b won");
    assertThat(tried()).endsWith("b", "c");
  }

  @Test
  void each_thing_has_a_line_of_its_own() {
    losers("a");
    AtomicInteger tried = new AtomicInteger();

    Mono<String> other =
        races.untilWon(
            "vase",
            Deadline.after(LONG),
            () -> tried.incrementAndGet() == 1 ? Mono.error(new LostRace()) : Mono.just("vase"));

    assertThat(other.toFuture()).isCompletedWithValue("vase");
  }

  @Test
  void whoever_hangs_up_leaves_the_line_and_holds_up_nobody() {
    losers("a");
    Disposable waiting = writing("b", Deadline.after(LONG)).subscribe();
    newest().loses();
    CompletableFuture<String> last = losers("c").get(0);

    waiting.dispose();
    current().wins();

    assertThat(tried()).containsExactly("a", "a", "b", "c", "c");
    current().wins();
    assertThat(last).isCompletedWithValue("c won");
    assertThat(races.linesOfWaiting()).isZero();
  }

  @Test
  void whoever_hangs_up_in_their_turn_hands_it_on() {
    Disposable first = writing("a", Deadline.after(LONG)).subscribe();
    newest().loses();
    CompletableFuture<String> next = losers("b").get(0);

    first.dispose();
    newest().wins();

    assertThat(tried()).containsExactly("a", "a", "b", "b");
    assertThat(next).isCompletedWithValue("b won");
    assertThat(races.linesOfWaiting()).isZero();
  }

  @Test
  void whose_time_is_up_in_line_has_lost_and_does_not_try_again() {
    losers("a");
    CompletableFuture<String> late =
        writing("b", Deadline.after(TIMEOUT.plusMillis(500))).toFuture();
    newest().loses();
    CompletableFuture<String> last = losers("c").get(0);

    assertThat(late.handle((result, failure) -> failure).join()).isInstanceOf(LostRace.class);
    current().wins();
    current().wins();

    assertThat(tried()).containsExactly("a", "a", "b", "c", "c");
    assertThat(last).isCompletedWithValue("c won");
    assertThat(races.linesOfWaiting()).isZero();
  }

  @Test
  void without_time_for_another_try_the_first_one_was_the_last() {
    CompletableFuture<String> late = writing("a", Deadline.after(TIMEOUT)).toFuture();

    newest().loses();

    assertThat(late.handle((result, failure) -> failure).join()).isInstanceOf(LostRace.class);
    assertThat(tried()).containsExactly("a");
    assertThat(races.linesOfWaiting()).isZero();
  }

  @Test
  void what_a_try_has_to_ask_others_for_is_waited_for_outside_the_line() {
    Sinks.One<String> upstream = Sinks.one();
    AtomicInteger tried = new AtomicInteger();
    CompletableFuture<String> asking =
        races
            .untilWon(
                "lamp",
                Deadline.after(LONG),
                () ->
                    switch (tried.incrementAndGet()) {
                      case 1 -> Mono.<String>error(new LostRace());
                      case 2 -> races.outOfTurn(upstream.asMono());
                      default -> Mono.just("asker won");
                    })
            .toFuture();

    CompletableFuture<String> other = losers("b").get(0);
    current().wins();
    assertThat(other).as("while the upstream takes its time").isCompletedWithValue("b won");
    assertThat(asking).isNotDone();
    assertThat(races.linesOfWaiting()).isZero();
    upstream.tryEmitValue("answer");

    assertThat(asking).isCompletedWithValue("asker won");
    assertThat(tried).hasValue(3);
  }

  @Test
  void outside_a_turn_a_try_just_asks() {
    Mono<String> asking =
        races.untilWon("lamp", Deadline.after(LONG), () -> races.outOfTurn(Mono.just("told")));

    assertThat(asking.toFuture()).isCompletedWithValue("told");
  }

  /** Every turn races with those who come and go; one that nobody hands on would hang here. */
  @Test
  void nobody_is_forgotten_whoever_comes_and_goes_when_and_turns_never_overlap() {
    AtomicInteger inTurn = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();

    AtOnce.run(
        4,
        runner -> {
          for (int i = 0; i < 5_000; i++) {
            if (i % 3 == runner % 3) {
              lostOnce(Mono.just("gone before it ends")).subscribe().dispose();
            } else {
              Mono<String> alone = alone(inTurn, most, i % 50 == 0);
              assertThat(lostOnce(alone).block(Duration.ofSeconds(30))).isEqualTo("won");
            }
          }
          return runner;
        });

    assertThat(most).hasValue(1);
    assertThat(races.linesOfWaiting()).isZero();
  }

  private Mono<String> lostOnce(Mono<String> inLine) {
    AtomicInteger tried = new AtomicInteger();
    return races.untilWon(
        "lamp",
        Deadline.after(LONG),
        () -> tried.incrementAndGet() == 1 ? Mono.error(new LostRace()) : inLine);
  }

  private static Mono<String> alone(AtomicInteger inTurn, AtomicInteger most, boolean pausing) {
    Mono<Long> pause = pausing ? Mono.delay(Duration.ofNanos(100_000)) : Mono.just(0L);
    return Mono.fromCallable(() -> most.accumulateAndGet(inTurn.incrementAndGet(), Math::max))
        .then(pause)
        .map(end -> "won")
        .doOnTerminate(inTurn::decrementAndGet);
  }
}
