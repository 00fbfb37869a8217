package io.pannier.cart.domain.port;

import static io.pannier.cart.CartFixture.GUEST;
import static io.pannier.cart.CartFixture.POLICY;
import static io.pannier.cart.CartFixture.SOAP;
import static io.pannier.cart.CartFixture.TISSUES;
import static io.pannier.cart.CartFixture.USD;
import static io.pannier.cart.CartFixture.at;
import static io.pannier.cart.CartFixture.closingOf;
import static io.pannier.cart.CartFixture.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.cart.domain.model.CartEntry;
import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.CartLine;
import io.pannier.cart.domain.model.CartMerge;
import io.pannier.cart.domain.model.CartOwner;
import io.pannier.cart.domain.model.CartState;
import io.pannier.cart.domain.model.CustomerId;
import io.pannier.cart.domain.model.Merges;
import io.pannier.cart.domain.model.Receipts;
import io.pannier.cart.domain.model.Refusal;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.Money;
import io.pannier.shared.storage.LostRace;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** What every repository of carts promises, the fake as well as the real one. */
public abstract class CartRepositoryContract {

  private static final int RIVALS = 16;

  /** The database's own, which deletes what has expired. */
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  private final CustomerId newCustomer =
      CustomerId.of("https://issuer.example", UUID.randomUUID().toString());

  protected abstract CartRepository repository();

  @Test
  void what_was_created_is_found() {
    StoredCart cart = created(newCart());

    assertThat(found(cart)).isEqualTo(cart);
  }

  @Test
  void what_was_never_created_is_not_found() {
    StepVerifier.create(repository().find(CartId.random(), soon())).verifyComplete();
  }

  @Test
  void a_cart_is_created_once() {
    StoredCart cart = created(newCart());
    StoredCart other = withLines(cart, List.of(new CartLine(at(TISSUES, 1), 1, null)));

    StepVerifier.create(repository().create(other, soon())).verifyError(LostRace.class);

    assertThat(found(cart)).isEqualTo(cart);
  }

  @Test
  void every_field_comes_back_as_it_was() {
    StoredCart cart = created(fullCart());

    assertThat(found(cart)).isEqualTo(cart);
  }

  @Test
  void every_field_comes_back_from_a_change_too() {
    StoredCart empty = created(newCart());
    StoredCart full = fullCart();
    StoredCart next =
        new StoredCart(
            empty.id(),
            2,
            full.owner(),
            full.state(),
            full.currency(),
            full.lines(),
            full.receipts(),
            full.merges(),
            full.createdAt(),
            full.updatedAt(),
            full.expiresAt());

    assertThat(repository().replace(next, soon()).block()).isEqualTo(next);

    assertThat(found(empty)).isEqualTo(next);
  }

  @Test
  void a_frozen_cart_comes_back_frozen() {
    StoredCart merged = created(newCart().mergedInto(CartId.random()));
    StoredCart full = fullCart();
    StoredCart closed =
        created(full.closedBy("an order, as the order system names it", closingOf(full)));

    assertThat(found(merged)).isEqualTo(merged);
    assertThat(found(closed)).isEqualTo(closed);
  }

  @Test
  void a_customer_s_cart_comes_back_as_this_customer_s() {
    CartOwner customer = new CartOwner.Customer(CustomerId.of("https://issuer.example", "a"));
    StoredCart cart = created(StoredCart.create(customer, USD, now, POLICY));

    assertThat(found(cart)).isEqualTo(cart);
  }

  @Test
  void expired_carts_are_found_too_as_long_as_they_are_there() {
    StoredCart expired = expiring(newCart());

    assertThat(found(created(expired)).isExpired(expired.expiresAt())).isTrue();
  }

  @Test
  void a_change_replaces_the_version_before_it() {
    StoredCart cart = created(newCart());
    StoredCart second = cart.next(now.plusMillis(1), POLICY);
    StoredCart third = second.next(now.plusMillis(2), POLICY);

    assertThat(repository().replace(second, soon()).block()).isEqualTo(second);
    assertThat(repository().replace(third, soon()).block()).isEqualTo(third);

    assertThat(found(cart)).isEqualTo(third);
  }

  @Test
  void a_change_of_another_version_is_a_lost_race_and_changes_nothing() {
    StoredCart cart = created(newCart());
    StoredCart second = cart.next(now.plusMillis(1), POLICY);
    StoredCart third = second.next(now.plusMillis(2), POLICY);

    StepVerifier.create(repository().replace(third, soon())).verifyError(LostRace.class);
    repository().replace(second, soon()).block();
    StepVerifier.create(repository().replace(second, soon())).verifyError(LostRace.class);

    assertThat(found(cart)).isEqualTo(second);
  }

  @Test
  void a_cart_that_is_gone_cannot_be_changed_back_to_life() {
    StoredCart cart = created(newCart());
    repository().erase(cart, soon()).block();

    StepVerifier.create(repository().replace(cart.next(now, POLICY), soon()))
        .verifyError(LostRace.class);

    assertThat(repository().find(cart.id(), soon()).blockOptional()).isEmpty();
  }

  @Test
  void what_was_erased_is_gone() {
    StoredCart cart = created(newCart());
    StoredCart other = created(newCart());

    StepVerifier.create(repository().erase(cart, soon())).verifyComplete();

    assertThat(repository().find(cart.id(), soon()).blockOptional()).isEmpty();
    assertThat(found(other)).isEqualTo(other);
  }

  @Test
  void a_version_that_is_not_there_any_more_cannot_be_erased() {
    StoredCart cart = created(newCart());
    StoredCart second = cart.next(now, POLICY);
    repository().replace(second, soon()).block();

    StepVerifier.create(repository().erase(cart, soon())).verifyError(LostRace.class);
    assertThat(found(cart)).isEqualTo(second);

    repository().erase(second, soon()).block();
    StepVerifier.create(repository().erase(second, soon())).verifyError(LostRace.class);
  }

  @Test
  void all_carts_of_a_customer_are_erased_with_those_that_were_merged_into_them() {
    StoredCart active = created(cartOf(newCustomer));
    StoredCart closed = created(closed(cartOf(newCustomer), "order-1"));
    StoredCart expired = created(expiring(cartOf(newCustomer)));
    StoredCart merged = created(newCart().mergedInto(closed.id()));
    StoredCart alsoMerged = created(newCart().mergedInto(active.id()));
    StoredCart another = created(cartOf(CustomerId.of("https://issuer.example", "another")));
    StoredCart mergedElsewhere = created(newCart().mergedInto(another.id()));
    StoredCart guests = created(newCart());

    StepVerifier.create(repository().eraseAll(newCustomer, soon())).verifyComplete();
    StepVerifier.create(repository().eraseAll(newCustomer, soon())).verifyComplete();

    for (StoredCart erased : List.of(active, closed, expired, merged, alsoMerged)) {
      assertThat(repository().find(erased.id(), soon()).blockOptional()).isEmpty();
    }
    for (StoredCart kept : List.of(another, mergedElsewhere, guests)) {
      assertThat(found(kept)).isEqualTo(kept);
    }
  }

  @Test
  void however_many_carts_a_customer_has_all_are_erased() {
    List<StoredCart> carts =
        IntStream.range(0, 101)
            .mapToObj(n -> created(closed(cartOf(newCustomer), "order-" + n)))
            .toList();

    repository().eraseAll(newCustomer, soon()).block();

    for (StoredCart cart : carts) {
      assertThat(repository().find(cart.id(), soon()).blockOptional()).isEmpty();
    }
  }

  @Test
  void of_many_who_change_one_version_one_wins() {
    StoredCart cart = created(newCart());

    List<StoredCart> winners =
        Flux.range(1, RIVALS)
            .flatMap(
                rival ->
                    winner(repository().replace(cart.next(now.plusMillis(rival), POLICY), soon())),
                RIVALS)
            .collectList()
            .blockOptional()
            .orElseThrow();

    assertThat(winners).hasSize(1);
    assertThat(found(cart)).isEqualTo(winners.get(0));
  }

  @Test
  void of_many_who_create_one_cart_one_wins() {
    StoredCart cart = newCart();

    List<StoredCart> winners =
        Flux.range(1, RIVALS)
            .flatMap(rival -> winner(repository().create(cart, soon())), RIVALS)
            .collectList()
            .blockOptional()
            .orElseThrow();

    assertThat(winners).containsExactly(cart);
  }

  @Test
  void erasing_and_changing_one_version_cannot_both_succeed() {
    StoredCart cart = created(newCart());
    StoredCart next = cart.next(now, POLICY);

    List<String> winners =
        Flux.merge(
                winner(repository().replace(next, soon())).map(won -> "changed"),
                repository()
                    .erase(cart, soon())
                    .thenReturn("erased")
                    .onErrorComplete(LostRace.class)
                    .subscribeOn(Schedulers.boundedElastic()))
            .collectList()
            .blockOptional()
            .orElseThrow();

    assertThat(winners).hasSize(1);
    assertThat(repository().find(cart.id(), soon()).blockOptional().isPresent())
        .isEqualTo(winners.contains("changed"));
  }

  @Test
  void nothing_happens_before_somebody_wants_it_to() {
    StoredCart cart = created(newCart());
    Mono<StoredCart> change = repository().replace(cart.next(now, POLICY), soon());
    Mono<Void> erasure = repository().erase(cart, soon());
    assertThat(found(cart)).isEqualTo(cart);

    assertThat(change.block()).isNotNull();
    StepVerifier.create(erasure).verifyError(LostRace.class);
  }

  protected static Deadline soon() {
    return Deadline.after(Duration.ofSeconds(60));
  }

  protected final StoredCart created(StoredCart cart) {
    return repository().create(cart, soon()).blockOptional().orElseThrow();
  }

  protected final StoredCart found(StoredCart cart) {
    return repository().find(cart.id(), soon()).blockOptional().orElseThrow();
  }

  private StoredCart cartOf(CustomerId customer) {
    return StoredCart.create(new CartOwner.Customer(customer), USD, now, POLICY);
  }

  private StoredCart newCart() {
    return StoredCart.create(GUEST, USD, now, POLICY);
  }

  /** A cart that has something of everything. */
  private StoredCart fullCart() {
    Money yen = new Money(new BigDecimal("1200"), Currency.getInstance("JPY"));
    List<CartLine> lines =
        List.of(
            new CartLine(at(TISSUES, 1), 2, usd("9.90")),
            new CartLine(at(SOAP, 9999), 999, null),
            new CartLine(at(SOAP, 412), 1, yen),
            new CartLine(at(TISSUES, 2), 1, usd("12345678901234567890.12")));
    return new StoredCart(
        CartId.random(),
        1,
        new CartOwner.Customer(CustomerId.of("https://issuer.example", "somebody")),
        new CartState.Closed("order-1", null),
        USD,
        lines,
        new Receipts(receipts()),
        new Merges(merges(), now.minusSeconds(7)),
        now,
        now.plusMillis(1_001),
        now.plus(Duration.ofDays(30)).plusMillis(999));
  }

  private List<Receipts.Receipt> receipts() {
    Refusal.OfEntry tooFew = new Refusal.InsufficientStock(2, 0, 1);
    Refusal.OfEntry untold = new Refusal.UpstreamUnavailable(Reason.TIMEOUT);
    List<CartEntry.Result> results =
        List.of(
            new CartEntry.Result(at(TISSUES, 1), true, null),
            new CartEntry.Result(at(TISSUES, 1), false, null),
            new CartEntry.Result(at(SOAP, 412), false, tooFew),
            new CartEntry.Result(at(SOAP, 412), false, untold));
    return IntStream.rangeClosed(1, 100)
        .mapToObj(
            n -> new Receipts.Receipt("key" + n, "command" + n, n, now.plusMillis(n), results))
        .toList();
  }

  private List<Merges.Merge> merges() {
    List<CartMerge.Line> report =
        Stream.of(CartMerge.Outcome.values())
            .map(outcome -> new CartMerge.Line(at(SOAP, 412), outcome, 1_200, 999))
            .toList();
    return List.of(
        new Merges.Merge(CartId.random(), now.plusMillis(7), report),
        new Merges.Merge(CartId.random(), now, List.of()));
  }

  /** Soon, in the database's eyes. */
  private StoredCart expiring(StoredCart cart) {
    return new StoredCart(
        cart.id(),
        1,
        cart.owner(),
        CartState.ACTIVE,
        USD,
        List.of(),
        Receipts.NONE,
        Merges.NONE,
        now,
        now,
        now.plus(Duration.ofMinutes(10)));
  }

  private static StoredCart withLines(StoredCart cart, List<CartLine> lines) {
    return new StoredCart(
        cart.id(),
        cart.version(),
        cart.owner(),
        cart.state(),
        cart.currency(),
        lines,
        cart.receipts(),
        cart.merges(),
        cart.createdAt(),
        cart.updatedAt(),
        cart.expiresAt());
  }

  /** What came of it, on a thread of its own; empty if another was faster. */
  private static Mono<StoredCart> winner(Mono<StoredCart> change) {
    return change.onErrorComplete(LostRace.class).subscribeOn(Schedulers.boundedElastic());
  }

  private static StoredCart closed(StoredCart cart, String order) {
    return cart.closedBy(order, closingOf(cart));
  }
}
