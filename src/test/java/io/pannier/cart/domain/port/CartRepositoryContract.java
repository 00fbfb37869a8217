package io.pannier.cart.domain.port;

import static io.pannier.cart.CartFixture.GUEST;
import static io.pannier.cart.CartFixture.POLICY;
import static io.pannier.cart.CartFixture.SOAP;
import static io.pannier.cart.CartFixture.TISSUES;
import static io.pannier.cart.CartFixture.USD;
import static io.pannier.cart.CartFixture.at;
import static io.pannier.cart.CartFixture.closingOf;
import static io.pannier.cart.CartFixture.merged;
import static io.pannier.cart.CartFixture.taken;
import static io.pannier.cart.CartFixture.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.cart.domain.model.CartEntry;
import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.CartLine;
import io.pannier.cart.domain.model.CartMerge;
import io.pannier.cart.domain.model.CartOwner;
import io.pannier.cart.domain.model.CartOwner.Customer;
import io.pannier.cart.domain.model.CartState;
import io.pannier.cart.domain.model.ChangeableCart;
import io.pannier.cart.domain.model.Merges;
import io.pannier.cart.domain.model.Receipts;
import io.pannier.cart.domain.model.Refusal;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Money;
import io.pannier.shared.storage.LostRace;
import io.pannier.shared.storage.VersionedStoreContract;
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
public abstract class CartRepositoryContract extends VersionedStoreContract<ChangeableCart> {

  /** The database's own, which deletes what has expired. */
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  private final Customer newCustomer =
      Customer.of("https://issuer.example", UUID.randomUUID().toString());

  protected abstract CartRepository repository();

  @Override
  protected ChangeableCart fresh() {
    return newCart();
  }

  @Override
  protected ChangeableCart successor(ChangeableCart stored, int number) {
    return stored.next(now.plusMillis(number), POLICY);
  }

  @Override
  protected Mono<ChangeableCart> find(ChangeableCart like) {
    return repository().find(like.stored().id(), soon());
  }

  @Override
  protected Mono<?> create(ChangeableCart cart) {
    return repository().create(cart, soon());
  }

  @Override
  protected Mono<?> replace(ChangeableCart next) {
    return repository().replace(next, soon());
  }

  @Override
  protected Mono<?> remove(ChangeableCart like) {
    return find(like).flatMap(cart -> repository().erase(cart.stored(), soon()));
  }

  @Test
  void a_view_shows_the_cart_without_what_it_remembers() {
    ChangeableCart cart = created(fullCart());

    assertThat(repository().view(cart.stored().id(), soon()).block()).isEqualTo(cart.stored());
    assertThat(repository().view(CartId.random(), soon()).blockOptional()).isEmpty();
  }

  @Test
  void every_field_comes_back_as_it_was() {
    ChangeableCart cart = created(fullCart());

    assertThat(found(cart)).isEqualTo(cart);
  }

  @Test
  void every_field_comes_back_from_a_change_too() {
    ChangeableCart empty = created(newCart());
    ChangeableCart full = fullCart();
    ChangeableCart next =
        new ChangeableCart(
            secondVersion(empty.stored().id(), full.stored()), full.receipts(), full.merges());

    assertThat(repository().replace(next, soon()).block()).isEqualTo(next);

    assertThat(found(empty)).isEqualTo(next);
  }

  @Test
  void a_frozen_cart_comes_back_frozen() {
    ChangeableCart merged = created(mergedInto(CartId.random()));
    ChangeableCart closed = created(closed(fullCart(), "an order, as the order system names it"));

    assertThat(found(merged)).isEqualTo(merged);
    assertThat(found(closed)).isEqualTo(closed);
  }

  @Test
  void a_customer_s_cart_comes_back_as_this_customer_s() {
    CartOwner customer = Customer.of("https://issuer.example", "a");
    ChangeableCart cart = created(ChangeableCart.create(customer, USD, now, POLICY));

    assertThat(found(cart)).isEqualTo(cart);
  }

  @Test
  void expired_carts_are_found_too_as_long_as_they_are_there() {
    ChangeableCart expired = expiring(newCart());

    assertThat(found(created(expired)).stored().isExpired(expired.stored().expiresAt())).isTrue();
  }

  @Test
  void what_was_erased_is_gone() {
    ChangeableCart cart = created(newCart());
    ChangeableCart other = created(newCart());

    StepVerifier.create(repository().erase(cart.stored(), soon())).verifyComplete();

    assertThat(find(cart).blockOptional()).isEmpty();
    assertThat(found(other)).isEqualTo(other);
  }

  @Test
  void nothing_is_erased_before_somebody_subscribes() {
    ChangeableCart cart = created(newCart());
    Mono<Void> erasure = repository().erase(cart.stored(), soon());
    assertThat(find(cart).blockOptional()).contains(cart);

    erasure.block();
    assertThat(find(cart).blockOptional()).isEmpty();
  }

  @Test
  void a_version_that_is_not_there_any_more_cannot_be_erased() {
    ChangeableCart cart = created(newCart());
    ChangeableCart second = cart.next(now, POLICY);
    repository().replace(second, soon()).block();

    StepVerifier.create(repository().erase(cart.stored(), soon())).verifyError(LostRace.class);
    assertThat(found(cart)).isEqualTo(second);

    repository().erase(second.stored(), soon()).block();
    StepVerifier.create(repository().erase(second.stored(), soon())).verifyError(LostRace.class);
  }

  @Test
  void all_carts_of_a_customer_are_erased_with_those_that_were_merged_into_them() {
    ChangeableCart active = created(cartOf(newCustomer));
    ChangeableCart closed = created(closed(cartOf(newCustomer), "order-1"));
    ChangeableCart expired = created(expiring(cartOf(newCustomer)));
    ChangeableCart merged = created(mergedInto(closed.stored().id()));
    ChangeableCart alsoMerged = created(mergedInto(active.stored().id()));
    ChangeableCart another = created(cartOf(Customer.of("https://issuer.example", "another")));
    ChangeableCart mergedElsewhere = created(mergedInto(another.stored().id()));
    ChangeableCart guests = created(newCart());

    StepVerifier.create(repository().eraseAll(newCustomer, soon())).verifyComplete();
    StepVerifier.create(repository().eraseAll(newCustomer, soon())).verifyComplete();

    for (ChangeableCart erased : List.of(active, closed, expired, merged, alsoMerged)) {
      assertThat(find(erased).blockOptional()).isEmpty();
    }
    for (ChangeableCart kept : List.of(another, mergedElsewhere, guests)) {
      assertThat(found(kept)).isEqualTo(kept);
    }
  }

  @Test
  void however_many_carts_a_customer_has_all_are_erased() {
    List<ChangeableCart> carts =
        IntStream.range(0, 101)
            .mapToObj(n -> created(closed(cartOf(newCustomer), "order-" + n)))
            .toList();

    repository().eraseAll(newCustomer, soon()).block();

    for (ChangeableCart cart : carts) {
      assertThat(find(cart).blockOptional()).isEmpty();
    }
  }

  @Test
  void erasing_and_changing_one_version_cannot_both_succeed() {
    ChangeableCart cart = created(newCart());
    ChangeableCart next = cart.next(now, POLICY);

    List<String> winners =
        Flux.merge(
                winner(repository().replace(next, soon())).map(won -> "changed"),
                repository()
                    .erase(cart.stored(), soon())
                    .thenReturn("erased")
                    .onErrorComplete(LostRace.class)
                    .subscribeOn(Schedulers.boundedElastic()))
            .collectList()
            .blockOptional()
            .orElseThrow();

    assertThat(winners).hasSize(1);
    assertThat(find(cart).blockOptional().isPresent()).isEqualTo(winners.contains("changed"));
  }

  protected final ChangeableCart created(ChangeableCart cart) {
    return repository().create(cart, soon()).blockOptional().orElseThrow();
  }

  protected final ChangeableCart found(ChangeableCart cart) {
    return find(cart).blockOptional().orElseThrow();
  }

  private ChangeableCart cartOf(Customer customer) {
    return ChangeableCart.create(customer, USD, now, POLICY);
  }

  private ChangeableCart newCart() {
    return ChangeableCart.create(GUEST, USD, now, POLICY);
  }

  /** A cart that has something of everything. */
  private ChangeableCart fullCart() {
    Money yen = new Money(new BigDecimal("1200"), Currency.getInstance("JPY"));
    List<CartLine> lines =
        List.of(
            new CartLine(at(TISSUES, 1), 2, usd("9.90")),
            new CartLine(at(SOAP, 9999), 999, null),
            new CartLine(at(SOAP, 412), 1, yen),
            new CartLine(at(TISSUES, 2), 1, usd("12345678901234567890.12")));
    StoredCart stored =
        new StoredCart(
            CartId.random(),
            1,
            Customer.of("https://issuer.example", "somebody"),
            new CartState.Closed("order-1", null),
            USD,
            lines,
            now,
            now.plusMillis(1_001),
            now.plus(Duration.ofDays(30)).plusMillis(999));
    return new ChangeableCart(
        stored, new Receipts(receipts()), new Merges(merges(), now.minusSeconds(7)));
  }

  private List<Receipts.Receipt> receipts() {
    Refusal.OfEntry tooFew = new Refusal.InsufficientStock(2, 0, 1);
    Refusal.OfEntry untold = new Refusal.UpstreamUnavailable(Reason.TIMEOUT);
    List<CartEntry.Result> results =
        List.of(
            taken(at(TISSUES, 1), true),
            taken(at(TISSUES, 1), false),
            CartEntry.Result.refused(at(SOAP, 412), tooFew),
            CartEntry.Result.refused(at(SOAP, 412), untold));
    return IntStream.rangeClosed(1, 100)
        .mapToObj(
            n -> new Receipts.Receipt("key" + n, "command" + n, n, now.plusMillis(n), results))
        .toList();
  }

  private List<Merges.Merge> merges() {
    List<CartMerge.Line> report =
        Stream.of(CartMerge.Outcome.values())
            .map(outcome -> merged(at(SOAP, 412), outcome, 1_200, 999))
            .toList();
    return List.of(
        new Merges.Merge(CartId.random(), now.plusMillis(7), report),
        new Merges.Merge(CartId.random(), now, List.of()));
  }

  /** Soon, in the database's eyes. */
  private ChangeableCart expiring(ChangeableCart cart) {
    StoredCart stored = cart.stored();
    return cart.with(
        new StoredCart(
            stored.id(),
            1,
            stored.owner(),
            CartState.ACTIVE,
            USD,
            List.of(),
            now,
            now,
            now.plus(Duration.ofMinutes(10))));
  }

  private static StoredCart secondVersion(CartId id, StoredCart cart) {
    return new StoredCart(
        id,
        2,
        cart.owner(),
        cart.state(),
        cart.currency(),
        cart.lines(),
        cart.createdAt(),
        cart.updatedAt(),
        cart.expiresAt());
  }

  private ChangeableCart mergedInto(CartId target) {
    ChangeableCart cart = newCart();
    return cart.with(cart.stored().mergedInto(target));
  }

  /** What came of it, on a thread of its own; empty if another was faster. */
  private static Mono<ChangeableCart> winner(Mono<ChangeableCart> change) {
    return change.onErrorComplete(LostRace.class).subscribeOn(Schedulers.boundedElastic());
  }

  private static ChangeableCart closed(ChangeableCart cart, String order) {
    return cart.with(cart.stored().closedBy(order, closingOf(cart.stored())));
  }
}
