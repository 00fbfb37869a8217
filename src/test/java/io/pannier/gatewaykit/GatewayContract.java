package io.pannier.gatewaykit;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.Provenance;
import io.pannier.shared.model.Provenance.Source;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

/**
 * What every gateway promises, the fakes as well as the adapters. Tests extend the contract of one
 * port.
 *
 * @param <K> what is asked about
 * @param <V> what is answered
 */
public abstract class GatewayContract<K, V> {

  /** More than any upstream takes in one call. */
  private static final int MANY = 250;

  /** Far above what a busy machine needs: only a hang would meet it. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration SHORT = Duration.ofMillis(500);

  protected abstract ScriptedUpstream upstream();

  protected abstract Mono<Answers<K, V>> find(Set<K> asked, Deadline deadline);

  /** One of several things to ask about, known by its GTIN. */
  protected abstract K key(int number);

  /** One that is known by the shop's own SKU. */
  protected abstract K keyOfASku();

  /** What the upstream has under this number. */
  protected abstract V value(int number);

  /** Where answers come from, as clients are told. */
  protected abstract Source source();

  @Test
  void everything_asked_is_answered_in_the_order_asked() {
    upstreamHas(List.of(1, 2));

    Answers<K, V> answers = ask(3, 2, 1);

    assertThat(answers.asked()).containsExactly(key(3), key(2), key(1));
    assertThat(answers.about(key(1)).known()).contains(value(1));
    assertThat(answers.about(key(2)).known()).contains(value(2));
    assertThat(answers.about(key(3)).status()).isEqualTo(Answer.Status.NOT_FOUND);
    assertThat(answers.about(key(1)).status()).isEqualTo(Answer.Status.FRESH);
  }

  @Test
  void what_is_found_has_its_source() {
    upstreamHas(List.of(1));

    assertThat(ask(1).about(key(1)).origin().map(Provenance::source)).contains(source());
  }

  @Test
  void what_nobody_asked_for_is_not_answered() {
    upstreamHas(List.of(1, 2));

    assertThat(ask(2).asked()).containsExactly(key(2));
  }

  @Test
  void nothing_asked_is_nothing_answered() {
    upstreamHas(List.of(1));

    assertThat(ask(Set.of()).all()).isEmpty();
  }

  @Test
  void any_number_of_products_is_answered_in_the_order_asked() {
    List<Integer> many = IntStream.rangeClosed(1, MANY).boxed().toList();
    upstreamHas(many);
    Set<K> asked = keys(IntStream.rangeClosed(1, MANY).map(number -> MANY + 1 - number).toArray());

    Answers<K, V> answers = ask(asked);

    assertThat(answers.asked()).containsExactlyElementsOf(asked);
    assertThat(many)
        .allSatisfy(
            number -> assertThat(answers.about(key(number)).known()).contains(value(number)));
  }

  /** Who knows no SKUs says that it has none, or that it is unavailable. */
  @Test
  void a_sku_among_gtins_is_answered_and_spoils_nothing() {
    upstreamHas(List.of(1));
    Set<K> both = new LinkedHashSet<>(List.of(keyOfASku(), key(1)));

    Answers<K, V> answers = ask(both);

    assertThat(answers.asked()).containsExactlyElementsOf(both);
    assertThat(answers.about(key(1)).known()).contains(value(1));
  }

  @ParameterizedTest
  @EnumSource
  void every_fault_is_an_answer_about_everything_with_its_reason(UpstreamFault fault) {
    upstream().breaks(fault);
    Deadline deadline = fault == UpstreamFault.HANGS ? Deadline.after(SHORT) : soon();

    Answers<K, V> answers = answered(find(keys(2, 1), deadline));

    assertThat(answers.asked()).containsExactly(key(2), key(1));
    assertThat(answers.all()).containsOnly(Answer.unavailable(fault.reason()));
  }

  @Test
  void a_deadline_that_has_passed_is_answered_all_the_same() {
    upstreamHas(List.of(1));

    Answers<K, V> answers = answered(find(keys(1, 2), Deadline.after(Duration.ZERO)));

    assertThat(answers.asked()).containsExactly(key(1), key(2));
  }

  @Test
  void one_spoilt_item_spoils_one_answer() {
    upstream().spoils(List.of(1, 2, 4), 2);

    assertOnlyTheSecondIsInvalid(ask(1, 2, 4));
  }

  @Test
  void what_is_answered_twice_is_invalid_and_spoils_nothing_else() {
    upstream().answersTwice(List.of(1, 2, 4), 2);

    assertOnlyTheSecondIsInvalid(ask(1, 2, 4));
  }

  private void assertOnlyTheSecondIsInvalid(Answers<K, V> answers) {
    assertThat(answers.about(key(1)).known()).contains(value(1));
    assertThat(answers.about(key(2))).isEqualTo(Answer.unavailable(Reason.INVALID_ANSWER));
    assertThat(answers.about(key(4)).known()).contains(value(4));
  }

  @Test
  void an_answer_that_is_too_large_is_asked_for_in_parts() {
    int[] some = IntStream.rangeClosed(1, 80).toArray();
    upstream().answersALot(IntStream.of(some).boxed().toList());

    Answers<K, V> answers = ask(some);

    assertThat(answers.asked()).containsExactlyElementsOf(keys(some));
    assertThat(answers.all()).allSatisfy(answer -> assertThat(answer.known()).isPresent());
  }

  @Test
  void nobody_is_asked_before_somebody_wants_to_know_and_then_each_time() {
    upstreamHas(List.of(1));
    Mono<Answers<K, V>> question = find(keys(1), soon());

    upstream().breaks(UpstreamFault.IS_OUT_OF_REACH);
    assertThat(answered(question).all()).containsExactly(Answer.unavailable(Reason.UNREACHABLE));
    upstreamHas(List.of(1));
    assertThat(answered(question).about(key(1)).known()).contains(value(1));
  }

  @Test
  void who_goes_away_leaves_nothing_held() {
    upstream().breaks(UpstreamFault.HANGS);

    find(keys(1, 2), soon()).subscribe().dispose();
  }

  /** After each test: nothing is held for questions that have ended. */
  @AfterEach
  void nothing_is_held() throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (upstream().held() > 0 && System.nanoTime() < end) {
      Thread.sleep(10);
    }
    assertThat(upstream().held()).as("held for questions that have ended").isZero();
  }

  protected final void upstreamHas(List<Integer> numbers) {
    upstream().has(numbers);
  }

  protected final void upstreamFails() {
    upstream().breaks(UpstreamFault.REPORTS_AN_ERROR);
  }

  /** Asks about these, by number. */
  protected final Answers<K, V> ask(int... numbers) {
    return ask(keys(numbers));
  }

  protected final Answers<K, V> ask(Set<K> asked) {
    return answered(find(asked, soon()));
  }

  protected final Answers<K, V> answered(Mono<Answers<K, V>> question) {
    return question.blockOptional(PATIENCE.multipliedBy(2)).orElseThrow();
  }

  private Set<K> keys(int... numbers) {
    Set<K> keys = new LinkedHashSet<>();
    for (int number : numbers) {
      keys.add(key(number));
    }
    return keys;
  }

  protected static Deadline soon() {
    return Deadline.after(PATIENCE);
  }
}
