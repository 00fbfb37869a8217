package io.pannier.cart.application;

import io.pannier.cart.domain.CartFactory;
import io.pannier.cart.domain.model.Cart;
import io.pannier.cart.domain.model.CartAddition;
import io.pannier.cart.domain.model.CartEntry;
import io.pannier.cart.domain.model.CartPolicy;
import io.pannier.cart.domain.model.CartRefusedException;
import io.pannier.cart.domain.model.Receipts;
import io.pannier.cart.domain.model.RefusalCode;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.shared.model.ProductAtLocation;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Adds to carts, once for each key however often it is asked. */
final class CartAdder {

  private final OpenCarts carts;
  private final CartFactory factory;
  private final CartWriter writer;
  private final CartPolicy policy;
  private final Clock clock;

  CartAdder(
      OpenCarts carts, CartFactory factory, CartWriter writer, CartPolicy policy, Clock clock) {
    this.carts = carts;
    this.factory = factory;
    this.writer = writer;
    this.policy = policy;
    this.clock = clock;
  }

  Mono<CartResult.Changed> add(CartCommand.AddItem command) {
    CartEntry entry = command.entry();
    return add(
        command.target(),
        command.changeKey(),
        List.of(entry.product()),
        stored -> requireRoom(stored, entry.product()),
        cart -> cart.add(entry));
  }

  Mono<CartResult.Changed> addBatch(CartCommand.AddBatch command) {
    List<CartEntry> entries = command.entries();
    return add(
        command.target(),
        command.changeKey(),
        entries.stream().map(CartEntry::product).toList(),
        stored -> {},
        cart ->
            switch (command.mode()) {
              case ATOMIC -> cart.addAll(entries);
              case PARTIAL -> cart.addWhatFits(entries);
            });
  }

  /**
   * Adds, or tells what came of it the first time.
   *
   * @param products to be added
   * @param beforeAsking refuses what can be refused without asking any upstream
   */
  private Mono<CartResult.Changed> add(
      CartCommand.Target target,
      Receipts.@Nullable Key key,
      Collection<ProductAtLocation> products,
      Consumer<StoredCart> beforeAsking,
      Function<Cart, CartAddition> change) {
    AnswersAtHand atHand = new AnswersAtHand();
    return carts.change(
        target,
        stored -> {
          Optional<Receipts.Receipt> receipt = receipt(stored, key);
          if (receipt.isPresent()) {
            return factory
                .compose(stored, List.of(), atHand.get(), target.deadline())
                .map(cart -> new CartResult.Changed(cart, receipt.get().results(), true));
          }
          stored.requireActive();
          target.condition().check(stored);
          beforeAsking.accept(stored);
          return factory
              .compose(stored, products, atHand.get(), target.deadline())
              .doOnNext(atHand::keep)
              .map(change)
              .flatMap(addition -> save(stored, addition, target, key));
        });
  }

  private Mono<CartResult.Changed> save(
      StoredCart before,
      CartAddition addition,
      CartCommand.Target target,
      Receipts.@Nullable Key key) {
    return writer
        .save(before, addition.cart().stored(), key, addition.results(), target.deadline())
        .map(
            saved ->
                new CartResult.Changed(
                    addition.cart().withStored(saved), addition.results(), false));
  }

  private Optional<Receipts.Receipt> receipt(StoredCart stored, Receipts.@Nullable Key key) {
    if (key == null) {
      return Optional.empty();
    }
    Optional<Receipts.Receipt> receipt = stored.receipts().of(key, clock.instant(), policy);
    if (receipt.filter(r -> !r.commandHash().equals(key.commandHash())).isPresent()) {
      throw new CartRefusedException(RefusalCode.IDEMPOTENCY_KEY_REUSED);
    }
    return receipt;
  }

  /** What needs no upstream is refused before any is asked. */
  private void requireRoom(StoredCart stored, ProductAtLocation product) {
    stored
        .refusalOfLine(product, policy)
        .ifPresent(
            refusal -> {
              throw refusal.asException();
            });
  }
}
