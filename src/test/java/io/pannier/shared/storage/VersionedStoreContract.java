package io.pannier.shared.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.shared.model.Deadline;
import io.pannier.testkit.AtOnce;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/**
 * What every store that many writers change by compare-and-set promises, the fake as well as the
 * real one, whoever uses it.
 *
 * @param <T> what is stored
 */
public abstract class VersionedStoreContract<T> {

  private static final int RIVALS = 16;

  /** Something that is stored nowhere yet. */
  protected abstract T fresh();

  /** What may replace that; another with each number. */
  protected abstract T successor(T stored, int number);

  /** What is stored under the same id; empty if nothing is. */
  protected abstract Mono<T> find(T like);

  protected abstract Mono<?> create(T fresh);

  protected abstract Mono<?> replace(T successor);

  /** Removes it, whatever it has become. */
  protected abstract Mono<?> remove(T like);

  @Test
  void what_was_created_is_found() {
    T one = created(fresh());

    assertThat(found(one)).contains(one);
  }

  @Test
  void what_was_never_created_is_not_found() {
    assertThat(found(fresh())).isEmpty();
  }

  @Test
  void an_id_is_created_once() {
    T one = created(fresh());

    StepVerifier.create(create(one)).verifyError(LostRace.class);
    StepVerifier.create(create(successor(one, 1))).verifyError(LostRace.class);

    assertThat(found(one)).contains(one);
  }

  @Test
  void a_change_replaces_what_it_was_made_from() {
    T first = created(fresh());
    T second = successor(first, 1);
    T third = successor(second, 2);

    replace(second).block();
    assertThat(found(first)).contains(second);
    replace(third).block();
    assertThat(found(first)).contains(third);
  }

  @Test
  void a_change_made_from_something_else_is_a_lost_race_and_changes_nothing() {
    T first = created(fresh());
    T second = successor(first, 1);
    T third = successor(second, 2);

    StepVerifier.create(replace(third)).verifyError(LostRace.class);
    replace(second).block();
    StepVerifier.create(replace(successor(first, 3))).verifyError(LostRace.class);

    assertThat(found(first)).contains(second);
  }

  @Test
  void what_is_gone_cannot_be_changed_back_to_life() {
    T one = created(fresh());
    remove(one).block();

    StepVerifier.create(replace(successor(one, 1))).verifyError(LostRace.class);

    assertThat(found(one)).isEmpty();
  }

  @Test
  void of_many_who_create_the_same_id_one_wins() {
    T one = fresh();

    List<T> winners = winners(number -> one, this::create);

    assertThat(winners).hasSize(1);
    assertThat(found(one)).isEqualTo(winners.stream().findFirst());
  }

  @Test
  void of_many_who_change_the_same_thing_one_wins() {
    T one = created(fresh());

    List<T> winners = winners(number -> successor(one, number), this::replace);

    assertThat(winners).hasSize(1);
    assertThat(found(one)).isEqualTo(winners.stream().findFirst());
  }

  @Test
  void nothing_happens_before_somebody_subscribes() {
    T one = fresh();
    Mono<?> creation = create(one);
    assertThat(found(one)).isEmpty();

    creation.block();
    Mono<?> change = replace(successor(one, 1));
    assertThat(found(one)).contains(one);

    change.block();
    assertThat(found(one)).contains(successor(one, 1));
  }

  @Test
  void a_request_knows_that_it_changed_something() {
    ChangesMade changes = new ChangesMade();
    T one = fresh();

    within(changes, find(one));
    assertThat(changes.mayHaveHappened()).isFalse();

    within(changes, create(one));
    assertThat(changes.mayHaveHappened()).isTrue();
  }

  @Test
  void a_lost_race_changed_nothing() {
    T one = created(fresh());
    T second = successor(one, 1);
    ChangesMade changes = new ChangesMade();

    within(changes, create(one).onErrorResume(LostRace.class, lost -> Mono.empty()));
    within(
        changes, replace(successor(second, 2)).onErrorResume(LostRace.class, lost -> Mono.empty()));
    assertThat(changes.mayHaveHappened()).isFalse();

    within(changes, replace(second));
    assertThat(changes.mayHaveHappened()).isTrue();
  }

  protected static Deadline soon() {
    return Deadline.after(Duration.ofSeconds(60));
  }

  private T created(T one) {
    create(one).block();
    return one;
  }

  private Optional<T> found(T like) {
    return find(like).blockOptional();
  }

  private static void within(ChangesMade changes, Mono<?> work) {
    work.contextWrite(context -> context.put(ChangesMade.class, changes)).block();
  }

  /** Those of many attempts, each on a thread of its own, that nobody was faster than. */
  private static <T> List<T> winners(Function<Integer, T> wanted, Function<T, Mono<?>> attempt) {
    return AtOnce.run(
            RIVALS,
            rival -> {
              T one = wanted.apply(rival);
              return attempt
                  .apply(one)
                  .then(Mono.just(one))
                  .onErrorComplete(LostRace.class)
                  .blockOptional();
            })
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }
}
