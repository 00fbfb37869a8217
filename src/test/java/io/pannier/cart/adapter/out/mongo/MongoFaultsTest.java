package io.pannier.cart.adapter.out.mongo;

import static io.pannier.cart.CartFixture.NOW;
import static io.pannier.cart.CartFixture.POLICY;
import static io.pannier.cart.CartFixture.emptyCart;
import static io.pannier.cart.CartFixture.withoutMemory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.pannier.cart.Outcomes.Failed;
import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.ChangeableCart;
import io.pannier.cart.domain.port.CartRepository;
import io.pannier.local.EmbeddedMongo;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.storage.ChangeInDoubt;
import io.pannier.shared.storage.StorageFailure;
import io.pannier.testkit.Await;
import io.pannier.testkit.TcpRelay;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

/**
 * A database that fails while it is used: every call ends within its limits and says whether a
 * change may have happened, and nothing has to be restarted afterwards.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MongoFaultsTest {

  /** Far less than the driver's own 30 s, far more than the limits that are set. */
  private static final Duration SOON = Duration.ofSeconds(15);

  private final EmbeddedMongo mongo = EmbeddedMongo.inMemory();
  private final TcpRelay link = TcpRelay.to(URI.create(mongo.uri()).getPort());
  private final CartStore store =
      CartStore.open(
          link.uri() + "?heartbeatFrequencyMS=500",
          "pannier.mongodb.operation-timeout=2s",
          "pannier.mongodb.server-selection-timeout=1s");
  private final CartStore aside = CartStore.patient(mongo.uri());
  private final CartRepository repository = store.repository();

  /** A change of a cart that is there. */
  record Change(
      String command,
      BiFunction<CartRepository, ChangeableCart, Mono<?>> of,
      boolean isOfACartThere) {
    @Override
    public String toString() {
      return command;
    }
  }

  static Stream<Change> changes() {
    return Stream.of(
        new Change("insert", (carts, cart) -> carts.create(cart, later()), false),
        new Change("update", (carts, cart) -> carts.replace(next(cart), later()), true),
        new Change("delete", (carts, cart) -> carts.erase(cart.stored(), later()), true));
  }

  @BeforeAll
  void warmUp() throws InterruptedException {
    Await.until(this::isReachable);
  }

  @AfterEach
  void heal() throws InterruptedException {
    if (link.renew()) {
      store.heartbeats().awaitFreshOnes();
    }
    Await.until(this::isReachable);
  }

  @AfterAll
  void close() {
    store.close();
    aside.close();
    link.close();
    mongo.close();
  }

  @ParameterizedTest
  @MethodSource("changes")
  void refused_nothing_was_sent_and_nothing_changed(Change change) {
    ChangeableCart cart = cart(change);
    link.refuse();
    assertThat(failure(repository.find(cart.stored().id(), later())).changeMayHaveHappened())
        .isFalse();

    Failed failed = failure(change.of().apply(repository, cart));

    assertThat(failed.code()).isEqualTo("STORAGE_UNAVAILABLE");
    assertThat(failed.changeMayHaveHappened()).isFalse();
    assertThat(stored(cart.stored().id())).isEqualTo(before(change, cart));
  }

  /** The driver's error is the same as that for an answer which never came. */
  @ParameterizedTest
  @MethodSource("changes")
  void hanging_while_it_restarts_nothing_was_sent_and_nothing_changed(Change change) {
    ChangeableCart cart = cart(change);
    link.freeze();
    link.cut();
    failure(repository.find(cart.stored().id(), later()));

    Failed failed = failure(change.of().apply(repository, cart));

    assertThat(failed.code()).isEqualTo("STORAGE_UNAVAILABLE");
    assertThat(failed.changeMayHaveHappened()).isFalse();
    assertThat(stored(cart.stored().id())).isEqualTo(before(change, cart));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void cut_before_the_answer_the_change_has_happened_and_may_have(Change change) {
    ChangeableCart cart = cart(change);
    link.cutAtTheAnswerTo(change.command());

    Failed failed = failure(change.of().apply(repository, cart));

    assertThat(failed.code()).isEqualTo("STORAGE_UNAVAILABLE");
    assertThat(failed.changeMayHaveHappened()).isTrue();
    assertThat(stored(cart.stored().id())).isNotEqualTo(before(change, cart));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void never_answered_the_change_may_have_happened(Change change) {
    ChangeableCart cart = cart(change);
    link.holdTheAnswerTo(change.command());

    Failed failed = failure(change.of().apply(repository, cart));

    assertThat(failed.code()).isEqualTo("STORAGE_UNAVAILABLE");
    assertThat(failed.changeMayHaveHappened()).isTrue();
  }

  @Test
  void frozen_a_read_ends_within_its_limits() {
    ChangeableCart cart = created();
    link.freeze();

    assertThat(failure(repository.find(cart.stored().id(), later())))
        .satisfies(
            failed -> assertThat(failed.code()).isEqualTo("STORAGE_UNAVAILABLE"),
            failed -> assertThat(failed.changeMayHaveHappened()).isFalse());
  }

  @Test
  void the_caller_s_deadline_comes_before_the_store_s_own_limits() {
    ChangeableCart cart = created();
    link.freeze();
    Deadline near = Deadline.after(Duration.ofSeconds(1));

    assertThat(failure(repository.find(cart.stored().id(), near)).code())
        .isEqualTo("DEADLINE_EXCEEDED");
    Failed late = failure(repository.replace(next(cart), Deadline.after(Duration.ofSeconds(1))));
    assertThat(late.code()).isEqualTo("DEADLINE_EXCEEDED");
    assertThat(late.changeMayHaveHappened()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("changes")
  void past_the_deadline_nothing_is_sent(Change change) {
    ChangeableCart cart = cart(change);
    store.commands().forget();
    Deadline past = Deadline.after(Duration.ZERO);

    Failed late =
        failure(
            switch (change.command()) {
              case "insert" -> repository.create(cart, past);
              case "update" -> repository.replace(next(cart), past);
              default -> repository.erase(cart.stored(), past);
            });

    assertThat(late.code()).isEqualTo("DEADLINE_EXCEEDED");
    assertThat(late.changeMayHaveHappened()).isFalse();
    assertThat(store.commands().names()).isEmpty();
  }

  @Test
  void after_every_fault_it_recovers_by_itself() throws InterruptedException {
    ChangeableCart cart = created();
    for (Runnable fault :
        new Runnable[] {link::refuse, link::freeze, () -> link.cutAtTheAnswerTo("find")}) {
      fault.run();
      failure(repository.find(cart.stored().id(), later()));
      heal();
      assertThat(repository.find(cart.stored().id(), later()).blockOptional()).contains(cart);
    }
  }

  /** A cart for this change; there already where the change needs it. */
  private ChangeableCart cart(Change change) {
    return change.isOfACartThere() ? created() : withoutMemory(emptyCart());
  }

  private static Optional<ChangeableCart> before(Change change, ChangeableCart cart) {
    return change.isOfACartThere() ? Optional.of(cart) : Optional.empty();
  }

  private ChangeableCart created() {
    return aside
        .repository()
        .create(withoutMemory(emptyCart()), later())
        .blockOptional()
        .orElseThrow();
  }

  /** What is stored, seen past the faulty link. */
  private Optional<ChangeableCart> stored(CartId id) {
    return aside.repository().find(id, later()).blockOptional();
  }

  private boolean isReachable() {
    return Boolean.TRUE.equals(
        repository
            .find(CartId.random(), later())
            .map(cart -> true)
            .defaultIfEmpty(true)
            .onErrorReturn(false)
            .block());
  }

  private static ChangeableCart next(ChangeableCart cart) {
    return cart.next(NOW, POLICY);
  }

  private static Failed failure(Mono<?> call) {
    Throwable failed = catchThrowable(() -> call.block(SOON));
    assertThat(failed).as("fails").isInstanceOfAny(StorageFailure.class, ChangeInDoubt.class);
    return new Failed((RuntimeException) failed, failed instanceof ChangeInDoubt);
  }

  private static Deadline later() {
    return Deadline.after(Duration.ofMinutes(5));
  }
}
