package io.pannier.shared.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pannier.shared.model.Deadline;
import io.pannier.shared.storage.GroupCommit.Turn;
import io.pannier.testkit.AtOnce;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Commands of one key are decided together, in order, and each on its own account. */
class GroupCommitTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  /** Rounds as the test ends them; each key has at most one under way. */
  private final List<Round> rounds = new CopyOnWriteArrayList<>();

  private GroupCommit<String, String, String> groups =
      new GroupCommit<>((key, turns) -> round(key, turns), 3);

  private record Round(
      String key, List<Turn<String, String>> turns, Sinks.Empty<Void> end, List<String> commands) {

    /** Answers each with its command in capitals. */
    void answerAll() {
      turns.forEach(turn -> turn.answer(turn.command().toUpperCase(Locale.ROOT)));
      end.tryEmitEmpty();
    }
  }

  private Mono<Void> round(String key, List<Turn<String, String>> turns) {
    Round round = new Round(key, turns, Sinks.empty(), turns.stream().map(Turn::command).toList());
    rounds.add(round);
    return round.end().asMono();
  }

  private CompletableFuture<String> submitted(String key, String command) {
    return groups.submit(key, command, Deadline.after(LONG)).toFuture();
  }

  private Optional<Throwable> failureOf(CompletableFuture<String> answer) {
    return answer.isCompletedExceptionally()
        ? Optional.of(answer.handle((result, failure) -> failure).join())
        : Optional.empty();
  }

  private List<List<String>> commandsOfRounds() {
    return rounds.stream().map(Round::commands).toList();
  }

  /** Nobody listens to what comes of it. */
  private void sent(String key, String command) {
    groups.submit(key, command, Deadline.after(LONG)).subscribe(result -> {}, failure -> {});
  }

  @Test
  void those_that_come_while_a_round_is_under_way_are_decided_together_in_their_order() {
    CompletableFuture<String> first = submitted("lamp", "a");
    List<CompletableFuture<String>> others =
        Stream.of("b", "c", "d", "e").map(command -> submitted("lamp", command)).toList();
    assertThat(commandsOfRounds()).containsExactly(List.of("a"));

    rounds.get(0).answerAll();
    assertThat(first).isCompletedWithValue("A");
    assertThat(commandsOfRounds()).containsExactly(List.of("a"), List.of("b", "c", "d"));
    rounds.get(1).answerAll();
    rounds.get(2).answerAll();

    assertThat(commandsOfRounds())
        .containsExactly(List.of("a"), List.of("b", "c", "d"), List.of("e"));
    assertThat(others.stream().map(CompletableFuture::join)).containsExactly("B", "C", "D", "E");
  }

  @Test
  void each_key_has_rounds_of_its_own() {
    sent("lamp", "a");
    sent("vase", "b");

    assertThat(commandsOfRounds()).containsExactly(List.of("a"), List.of("b"));
  }

  @Test
  void what_a_round_leaves_unanswered_is_first_in_the_next_one() {
    sent("lamp", "a");
    List.of("b", "c", "d", "e").forEach(command -> sent("lamp", command));
    rounds.get(0).answerAll();

    rounds.get(1).turns().get(1).answer("C");
    rounds.get(1).end().tryEmitEmpty();

    assertThat(commandsOfRounds().get(2)).containsExactly("b", "d", "e");
  }

  @Test
  void a_round_that_fails_fails_for_all_that_it_left_unanswered_and_for_nobody_else() {
    List<CompletableFuture<String>> answers = new ArrayList<>(List.of(submitted("lamp", "a")));
    List.of("b", "c", "d", "e").forEach(command -> answers.add(submitted("lamp", command)));
    rounds.get(0).answerAll();
    StorageFailure failure = StorageFailure.unavailable(new IllegalStateException("no disk"));

    rounds.get(1).turns().get(0).answer("B");
    rounds.get(1).end().tryEmitError(failure);
    rounds.get(2).answerAll();

    assertThat(answers.get(1)).isCompletedWithValue("B");
    assertThat(failureOf(answers.get(2))).contains(failure);
    assertThat(failureOf(answers.get(3))).contains(failure);
    assertThat(answers.get(4)).isCompletedWithValue("E");
  }

  @Test
  void what_the_function_of_rounds_throws_is_what_its_round_fails_with() {
    AtomicInteger calls = new AtomicInteger();
    groups =
        new GroupCommit<>(
            (key, turns) -> {
              if (calls.incrementAndGet() == 1) {
                throw new IllegalArgumentException("a defect");
              }
              return round(key, turns);
            },
            3);

    CompletableFuture<String> first = submitted("lamp", "a");
    CompletableFuture<String> second = submitted("lamp", "b");
    rounds.get(0).answerAll();

    assertThat(failureOf(first))
        .hasValueSatisfying(
            failure -> assertThat(failure).isInstanceOf(IllegalArgumentException.class));
    assertThat(second).isCompletedWithValue("B");
  }

  @Test
  void who_cancels_ends_nobody_elses_command_and_is_not_decided_any_more() {
    Disposable running = groups.submit("lamp", "a", Deadline.after(LONG)).subscribe();
    Disposable waiting = groups.submit("lamp", "b", Deadline.after(LONG)).subscribe();
    CompletableFuture<String> other = submitted("lamp", "c");

    running.dispose();
    waiting.dispose();
    assertThat(rounds.get(0).turns().get(0).decide()).isFalse();
    assertThat(other).isNotDone();
    rounds.get(0).end().tryEmitEmpty();

    assertThat(commandsOfRounds()).containsExactly(List.of("a"), List.of("c"));
    rounds.get(1).answerAll();
    assertThat(other).isCompletedWithValue("C");
  }

  @Test
  void whoever_is_past_the_deadline_is_told_that_nothing_happened_and_is_not_decided() {
    sent("lamp", "a");
    Mono<String> late = groups.submit("lamp", "b", Deadline.after(Duration.ofMillis(30)));

    assertThatThrownBy(late::block)
        .isInstanceOfSatisfying(
            StorageFailure.class,
            failure -> assertThat(failure.kind()).isEqualTo(StorageFailure.Kind.LATE));

    rounds.get(0).answerAll();
    assertThat(rounds).hasSize(1);
  }

  @Test
  void a_deadline_that_passes_while_the_round_reads_is_not_decided_either() {
    CompletableFuture<String> late =
        groups.submit("lamp", "a", Deadline.after(Duration.ofMillis(30))).toFuture();
    assertThat(failureOf(waitedFor(late)))
        .hasValueSatisfying(failure -> assertThat(failure).isInstanceOf(StorageFailure.class));

    assertThat(rounds.get(0).turns().get(0).decide()).isFalse();
  }

  @Test
  void who_was_decided_and_not_answered_in_time_is_in_doubt_whatever_was_lost_before() {
    CompletableFuture<String> doubtful =
        groups.submit("lamp", "a", Deadline.after(Duration.ofMillis(200))).toFuture();
    Turn<String, String> turn = rounds.get(0).turns().get(0);

    assertThat(turn.decide()).isTrue();
    turn.attempted();
    turn.undecided(true);
    assertThat(turn.decide()).isTrue();
    turn.attempted();

    assertThat(failureOf(waitedFor(doubtful)))
        .hasValueSatisfying(failure -> assertThat(failure).isInstanceOf(ChangeInDoubt.class));
  }

  @Test
  void who_lost_every_race_until_the_deadline_is_told_so() {
    CompletableFuture<String> lost =
        groups.submit("lamp", "a", Deadline.after(Duration.ofMillis(200))).toFuture();
    Turn<String, String> turn = rounds.get(0).turns().get(0);

    assertThat(turn.decide()).isTrue();
    turn.attempted();
    turn.undecided(true);

    assertThat(failureOf(waitedFor(lost)))
        .hasValueSatisfying(failure -> assertThat(failure).isInstanceOf(LostRace.class));
  }

  private static CompletableFuture<String> waitedFor(CompletableFuture<String> answer) {
    answer.handle((result, failure) -> true).join();
    return answer;
  }

  @Test
  void a_requests_changes_count_what_was_attempted_until_it_is_known_not_to_have_happened() {
    ChangesMade changes = new ChangesMade();
    groups
        .submit("lamp", "a", Deadline.after(LONG))
        .contextWrite(context -> context.put(ChangesMade.class, changes))
        .subscribe(result -> {}, failure -> {});
    Turn<String, String> turn = rounds.get(0).turns().get(0);

    turn.decide();
    assertThat(changes.mayHaveHappened()).isFalse();
    turn.undecided(false);
    assertThat(changes.mayHaveHappened()).isFalse();
    turn.decide();
    turn.attempted();
    assertThat(changes.mayHaveHappened()).isTrue();
    turn.undecided(true);
    assertThat(changes.mayHaveHappened()).isFalse();
  }

  @Test
  void nothing_is_kept_for_a_key_that_is_idle() {
    CompletableFuture<String> answer = submitted("lamp", "a");
    groups.submit("lamp", "b", Deadline.after(LONG)).subscribe().dispose();
    assertThat(groups.busyKeys()).isEqualTo(1);

    rounds.get(0).answerAll();

    assertThat(answer).isCompleted();
    assertThat(groups.busyKeys()).isZero();
  }

  /** Every submission races with the end of a round; one that nobody wakes up would hang here. */
  @Test
  void nobody_is_forgotten_whoever_comes_when_and_rounds_of_a_key_never_overlap() {
    AtomicInteger underWay = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    groups =
        new GroupCommit<>(
            (key, turns) ->
                Mono.fromRunnable(
                        () -> most.accumulateAndGet(underWay.incrementAndGet(), Math::max))
                    .then(pause())
                    .then(
                        Mono.fromRunnable(
                            () -> {
                              underWay.decrementAndGet();
                              turns.forEach(turn -> turn.answer(turn.command()));
                            })),
            3);

    List<List<String>> answers =
        AtOnce.run(
            3,
            runner ->
                IntStream.range(0, 20_000)
                    .mapToObj(
                        i ->
                            groups
                                .submit("lamp", runner + "-" + i, Deadline.after(LONG))
                                .block(Duration.ofSeconds(30)))
                    .toList());

    for (int runner = 0; runner < 3; runner++) {
      int number = runner;
      assertThat(answers.get(runner))
          .isEqualTo(IntStream.range(0, 20_000).mapToObj(i -> number + "-" + i).toList());
    }
    assertThat(most).hasValue(1);
  }

  /** Mostly none at all, so that the last round often ends when somebody comes. */
  private static Mono<?> pause() {
    return ThreadLocalRandom.current().nextInt(50) > 0
        ? Mono.empty()
        : Mono.delay(Duration.ofNanos(ThreadLocalRandom.current().nextInt(200_000)));
  }
}
