package io.pannier.cart;

import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.CartOwner.Customer;
import io.pannier.cart.domain.port.ActiveCarts;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.storage.ChangesMade;
import io.pannier.shared.storage.LostRace;
import io.pannier.shared.storage.StorageFailure;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The pointers from customers to their carts in memory, with the faults that a database has. Safe
 * to be used by several threads: one thing happens at a time.
 */
public final class InMemoryActiveCarts implements ActiveCarts {

  private final Map<Customer, CartId> carts = new HashMap<>();
  private boolean down;
  private boolean stuck;
  private boolean readOnly;
  private @Nullable Runnable rival;

  /** From now on nothing gets through. */
  public synchronized void isDown() {
    down = true;
  }

  /** From now on no change gets through. */
  public synchronized void isDownForChanges() {
    readOnly = true;
  }

  /** From now on nothing is answered. */
  public synchronized void isStuck() {
    stuck = true;
  }

  public synchronized void isUpAgain() {
    down = false;
  }

  /** This happens just before the next change. */
  public synchronized void isOvertakenBy(Runnable other) {
    rival = other;
  }

  /** What is stored now, past all faults. */
  public synchronized Optional<CartId> of(Customer customer) {
    return Optional.ofNullable(carts.get(customer));
  }

  /** Points there, past all faults. */
  public synchronized void has(Customer customer, CartId cart) {
    carts.put(customer, cart);
  }

  @Override
  public Mono<CartId> find(Customer customer, Deadline deadline) {
    return call(() -> Mono.justOrEmpty(carts.get(customer)));
  }

  @Override
  public Mono<Void> claim(Customer customer, CartId cart, Deadline deadline) {
    return change(() -> carts.putIfAbsent(customer, cart) == null);
  }

  @Override
  public Mono<Void> reassign(Customer customer, CartId from, CartId to, Deadline deadline) {
    return change(() -> carts.replace(customer, from, to));
  }

  @Override
  public Mono<Void> release(Customer customer, CartId cart, Deadline deadline) {
    return change(
        () -> {
          carts.remove(customer, cart);
          return true;
        });
  }

  @Override
  public Mono<Void> erase(Customer customer, Deadline deadline) {
    return change(
        () -> {
          carts.remove(customer);
          return true;
        });
  }

  private Mono<Void> change(Supplier<Boolean> work) {
    return ChangesMade.counted(call(() -> changed(work)));
  }

  private Mono<Void> changed(Supplier<Boolean> work) {
    Runnable other = rival;
    rival = null;
    if (other != null) {
      other.run();
    }
    if (readOnly) {
      return Mono.error(StorageFailure.unavailable(new IOException("refused")));
    }
    return work.get() ? Mono.empty() : Mono.error(new LostRace());
  }

  private <T> Mono<T> call(Supplier<Mono<T>> work) {
    return Mono.defer(
        () -> {
          synchronized (this) {
            if (stuck) {
              return Mono.never();
            }
            return down
                ? Mono.error(StorageFailure.unavailable(new IOException("refused")))
                : work.get();
          }
        });
  }
}
