package io.pannier.product.application;

import static io.pannier.product.ProductFixture.ONLINE;
import static io.pannier.product.ProductFixture.SOAP;
import static io.pannier.product.ProductFixture.STORE;
import static io.pannier.product.ProductFixture.TISSUES;
import static io.pannier.product.ProductFixture.at;
import static io.pannier.product.ProductFixture.numbered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.pannier.product.domain.model.Product;
import io.pannier.product.domain.model.ProductField;
import io.pannier.product.domain.model.ProductSelection;
import io.pannier.product.domain.model.QueriedProducts;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductId;
import io.pannier.shared.model.ProductId.Upc;
import io.pannier.shared.model.SellingLocationId;
import io.pannier.testkit.FakeGateways;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.Disposable;
import reactor.test.StepVerifier;

class ProductServiceTest {

  private static final Deadline LATER = Deadline.after(Duration.ofMinutes(1));

  private final FakeGateways gateways = FakeGateways.empty();
  private final ProductService service = new ProductService(gateways.productFactory(), ONLINE);

  @Test
  void composes_a_page_from_one_question_to_each_gateway() {
    gateways.selling(TISSUES, STORE);

    Product page = view(TISSUES, Set.of(STORE), ProductSelection.ALL, false);

    assertThat(gateways.questions()).containsExactly(1, 1, 1);
    assertThat(gateways.pricing().questions()).containsExactly(Set.of(at(TISSUES, STORE)));
    assertThat(page.pricing().about(STORE).status()).isEqualTo(Answer.Status.FRESH);
    assertThat(page.inventory().about(STORE).known()).isPresent();
  }

  @Test
  void asks_for_the_default_location_where_none_is_named() {
    gateways.selling(TISSUES, ONLINE);

    view(TISSUES, Set.of(), ProductSelection.ALL, false);

    assertThat(gateways.inventory().questions()).containsExactly(Set.of(at(TISSUES, ONLINE)));
  }

  @Test
  void asks_all_gateways_before_any_has_answered() {
    gateways.selling(TISSUES, ONLINE);
    gateways.catalog().isSlow(Duration.ofMinutes(1));
    gateways.pricing().isSlow(Duration.ofMinutes(1));
    gateways.inventory().isSlow(Duration.ofMinutes(1));

    Disposable asking = service.view(one(TISSUES, ProductSelection.ALL, false)).subscribe();

    assertThat(gateways.questions()).containsExactly(1, 1, 1);
    asking.dispose();
  }

  @ParameterizedTest
  @EnumSource
  void asks_only_the_gateway_of_a_selected_field(ProductField field) {
    gateways.selling(TISSUES, ONLINE);

    view(TISSUES, Set.of(), ProductSelection.of(field), false);

    assertThat(gateways.questions())
        .isEqualTo(
            switch (field.section()) {
              case CATALOG -> List.of(1, 0, 0);
              case PRICING -> List.of(0, 1, 0);
              case INVENTORY -> List.of(0, 0, 1);
            });
  }

  @Test
  void keeps_back_time_for_composing_from_every_gateway() {
    gateways.selling(TISSUES, ONLINE);

    view(TISSUES, Set.of(), ProductSelection.ALL, false);

    assertThat(gateways.catalog().deadlines())
        .isEqualTo(gateways.pricing().deadlines())
        .isEqualTo(gateways.inventory().deadlines())
        .allSatisfy(asked -> assertThat(asked.nanoTime()).isLessThan(LATER.nanoTime()));
  }

  @Test
  void refuses_a_page_of_what_the_catalog_does_not_have() {
    StepVerifier.create(service.view(one(SOAP, ProductSelection.ALL, false)))
        .verifyErrorSatisfies(error -> assertThat(reasonOf(error)).isEmpty());
  }

  @Test
  void does_not_ask_whether_a_product_exists_if_nothing_of_the_catalog_is_selected() {
    Product page = view(SOAP, Set.of(), ProductSelection.of(ProductField.PRICING_CURRENT), false);

    assertThat(page.pricing().about(ONLINE).status()).isEqualTo(Answer.Status.NOT_FOUND);
    assertThat(gateways.catalog().questions()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void refuses_a_page_while_the_catalog_is_unavailable(Reason reason) {
    gateways.selling(TISSUES, ONLINE).catalog().isDown(reason);

    StepVerifier.create(service.view(one(TISSUES, ProductSelection.ALL, false)))
        .verifyErrorSatisfies(error -> assertThat(reasonOf(error)).contains(reason));
  }

  @Test
  void shows_a_page_without_a_price_unless_asked_to_be_strict() {
    gateways.selling(TISSUES, ONLINE).pricing().isDown(Reason.TIMEOUT);

    Product page = view(TISSUES, Set.of(), ProductSelection.ALL, false);

    assertThat(page.pricing().about(ONLINE).reason()).contains(Reason.TIMEOUT);
    StepVerifier.create(service.view(one(TISSUES, ProductSelection.ALL, true)))
        .verifyErrorSatisfies(error -> assertThat(reasonOf(error)).contains(Reason.TIMEOUT));
  }

  @Test
  void strictness_does_not_mind_a_service_that_is_not_needed() {
    gateways.selling(TISSUES, ONLINE).pricing().isDown(Reason.TIMEOUT);

    Product page = view(TISSUES, Set.of(), ProductSelection.of(ProductField.CATALOG_NAME), true);

    assertThat(page.id()).isEqualTo(TISSUES);
  }

  @Test
  void queries_fifty_products_with_one_question_to_each_gateway() {
    Set<ProductId> fifty =
        IntStream.rangeClosed(1, 50)
            .mapToObj(number -> numbered(number))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    fifty.forEach(upc -> gateways.selling(upc, ONLINE));

    QueriedProducts products = query(fifty, ProductSelection.ALL, false);

    assertThat(gateways.questions()).containsExactly(1, 1, 1);
    assertThat(products.shown()).extracting(Product::id).containsExactlyElementsOf(fifty);
    assertThat(products.missing()).isEmpty();
    assertThat(products.unresolved()).isEmpty();
  }

  @Test
  void distinguishes_what_is_missing_from_what_is_unavailable() {
    gateways.selling(TISSUES, ONLINE).catalog().isUnavailableFor(SOAP, Reason.INVALID_ANSWER);

    QueriedProducts products =
        query(ordered(numbered(7), SOAP, TISSUES), ProductSelection.ALL, false);

    assertThat(products.shown()).extracting(Product::id).containsExactly(TISSUES);
    assertThat(products.missing()).containsExactly(numbered(7));
    assertThat(products.unresolved()).containsOnly(entry(SOAP, Reason.INVALID_ANSWER));
  }

  @Test
  void sums_up_all_catalog_answers_but_only_the_prices_of_what_exists() {
    gateways.selling(TISSUES, ONLINE);
    gateways.pricing().isUnavailableFor(at(SOAP, ONLINE), Reason.TIMEOUT);

    QueriedProducts products = query(ordered(TISSUES, SOAP), ProductSelection.ALL, false);

    assertThat(products.sections().catalog())
        .hasValueSatisfying(
            section -> assertThat(section.status()).isEqualTo(Answer.Status.NOT_FOUND));
    assertThat(products.sections().pricing())
        .hasValueSatisfying(section -> assertThat(section.status()).isEqualTo(Answer.Status.FRESH));
  }

  @Test
  void query_in_which_all_is_missing_is_answered() {
    QueriedProducts products = query(Set.of(SOAP), ProductSelection.ALL, false);

    assertThat(products.missing()).containsExactly(SOAP);
    assertThat(products.sections().pricing()).isEmpty();
  }

  @Test
  void query_in_which_all_is_unavailable_is_refused_for_the_worst_reason() {
    gateways
        .catalog()
        .isUnavailableFor(TISSUES, Reason.INVALID_ANSWER)
        .isUnavailableFor(SOAP, Reason.OVERLOADED);

    StepVerifier.create(service.view(several(ordered(TISSUES, SOAP), ProductSelection.ALL, false)))
        .verifyErrorSatisfies(error -> assertThat(reasonOf(error)).contains(Reason.INVALID_ANSWER));
  }

  @Test
  void strict_query_leaves_a_product_without_a_price_unresolved() {
    gateways.selling(TISSUES, ONLINE).selling(SOAP, ONLINE);
    gateways.pricing().isUnavailableFor(at(SOAP, ONLINE), Reason.UPSTREAM_ERROR);

    QueriedProducts products = query(ordered(TISSUES, SOAP), ProductSelection.ALL, true);

    assertThat(products.shown()).extracting(Product::id).containsExactly(TISSUES);
    assertThat(products.unresolved()).containsOnly(entry(SOAP, Reason.UPSTREAM_ERROR));
    assertThat(products.sections().areDegraded()).isTrue();
  }

  /** Why an answer that is needed is unavailable; empty where there is no such product. */
  private static Optional<Reason> reasonOf(Throwable error) {
    assertThat(error).isInstanceOf(Product.RefusedException.class);
    return ((Product.RefusedException) error).reason();
  }

  private Product view(
      Upc upc, Set<SellingLocationId> locations, ProductSelection selection, boolean strict) {
    return Objects.requireNonNull(
        service
            .view(new ProductQuery.One(upc, locations, selection, strict, Locale.ENGLISH, LATER))
            .block());
  }

  private QueriedProducts query(Set<ProductId> upcs, ProductSelection selection, boolean strict) {
    return Objects.requireNonNull(service.view(several(upcs, selection, strict)).block());
  }

  private static ProductQuery.One one(Upc upc, ProductSelection selection, boolean strict) {
    return new ProductQuery.One(upc, Set.of(), selection, strict, Locale.ENGLISH, LATER);
  }

  private static ProductQuery.Several several(
      Set<ProductId> upcs, ProductSelection selection, boolean strict) {
    return new ProductQuery.Several(upcs, Set.of(), selection, strict, Locale.ENGLISH, LATER);
  }

  private static Set<ProductId> ordered(Upc... upcs) {
    return new LinkedHashSet<>(List.of(upcs));
  }
}
