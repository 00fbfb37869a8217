package io.pannier.cart.adapter.in.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.cart.CartFixture;
import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.Refusal;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Money;
import io.pannier.shared.web.problem.CommonProblems;
import io.pannier.shared.web.problem.Problem;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the business refuses is answered with a problem of its own. */
class CartProblemsTest {

  /** Which are answered with a problem of another name: by the upstream's reason; as a fault. */
  private static final List<Class<?>> OF_ANOTHER_NAME =
      List.of(Refusal.UpstreamUnavailable.class, Refusal.NotAcknowledgeable.class);

  /** Receipts keep codes, so these never change. */
  private static final List<String> CODES =
      List.of(
          "BATCH_REJECTED",
          "CART_CLOSED",
          "CART_EMPTY",
          "CART_FULL",
          "CART_MERGED",
          "CURRENCY_MISMATCH",
          "IDEMPOTENCY_KEY_REUSED",
          "INSUFFICIENT_STOCK",
          "ITEM_NOT_FOUND",
          "NOTICES_CHANGED",
          "NOT_ACKNOWLEDGEABLE",
          "PRICE_CHANGED",
          "PRODUCT_NOT_SELLABLE",
          "QUANTITY_LIMIT",
          "TOO_MANY_LOCATIONS",
          "UNKNOWN_PRODUCT",
          "UPSTREAM_UNAVAILABLE");

  private static final Map<Class<?>, Object> ANY =
      Map.of(
          int.class,
          1,
          String.class,
          "order-1",
          List.class,
          List.of(),
          Money.class,
          CartFixture.usd("1.00"),
          CartId.class,
          CartId.random(),
          Reason.class,
          Reason.TIMEOUT);

  /** One of each kind there is. */
  static List<Refusal> refusals() {
    return kinds(Refusal.class).map(CartProblemsTest::any).toList();
  }

  static Stream<Refusal> ofTheirOwnName() {
    return refusals().stream().filter(refusal -> !OF_ANOTHER_NAME.contains(refusal.getClass()));
  }

  private static Stream<Class<?>> kinds(Class<?> kind) {
    return kind.isSealed()
        ? Arrays.stream(kind.getPermittedSubclasses()).flatMap(CartProblemsTest::kinds)
        : Stream.of(kind);
  }

  private static Refusal any(Class<?> kind) {
    Class<?>[] types =
        Arrays.stream(kind.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = kind.getDeclaredConstructor(types);
      return (Refusal) constructor.newInstance(Arrays.stream(types).map(ANY::get).toArray());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(kind + " is no record of " + ANY.keySet(), e);
    }
  }

  @Test
  void codes_never_change_and_each_names_one_kind() {
    assertThat(refusals()).extracting(Refusal::code).containsExactlyInAnyOrderElementsOf(CODES);
  }

  @ParameterizedTest
  @MethodSource("ofTheirOwnName")
  void a_refusal_is_the_problem_of_its_name_in_words_of_its_own(Refusal refusal) {
    Problem problem = CartProblems.of(refusal);

    assertThat(problem.type().code())
        .isEqualTo(refusal.code().toLowerCase(Locale.ROOT).replace('_', '-'));
    assertThat(problem.type()).isIn((Object[]) CartProblem.values());
    assertThat(problem.detail()).as("the table has a sentence for it").isNotEqualTo("Refused.");
    assertThat(problem.members()).containsAllEntriesOf(refusal.figures());
  }

  @ParameterizedTest
  @CsvSource({
    "TIMEOUT, upstream-timeout",
    "UNREACHABLE, upstream-unavailable",
    "THROTTLED, upstream-unavailable",
    "CIRCUIT_OPEN, upstream-unavailable",
    "UPSTREAM_ERROR, upstream-invalid-answer",
    "INVALID_ANSWER, upstream-invalid-answer",
    "OVERLOADED, overloaded"
  })
  void an_upstream_that_is_unavailable_is_the_problem_of_its_reason(Reason reason, String code) {
    assertThat(CartProblems.of(new Refusal.UpstreamUnavailable(reason)).type().code())
        .isEqualTo(code);
  }

  @Test
  void notices_that_cannot_be_acknowledged_are_faults_of_the_request() {
    Problem problem = CartProblems.of(new Refusal.NotAcknowledgeable(List.of("n1", "n2")));

    assertThat(problem.type()).isEqualTo(CommonProblems.INVALID_REQUEST);
    assertThat(String.valueOf(problem.members().get("violations"))).contains("n1", "n2");
  }
}
