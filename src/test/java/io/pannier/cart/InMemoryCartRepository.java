package io.pannier.cart;

import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.CartOwner.Customer;
import io.pannier.cart.domain.model.CartState;
import io.pannier.cart.domain.model.ChangeableCart;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.cart.domain.port.CartRepository;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.storage.ChangeInDoubt;
import io.pannier.shared.storage.ChangesMade;
import io.pannier.shared.storage.LostRace;
import io.pannier.shared.storage.StorageFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Mono;

/**
 * Carts in memory, with the faults that a database has. Safe to be used by several threads: one
 * thing happens at a time.
 */
public final class InMemoryCartRepository implements CartRepository {

  private final Map<CartId, ChangeableCart> carts = new HashMap<>();
  private final List<String> calls = new ArrayList<>();
  private final Queue<UnaryOperator<ChangeableCart>> rivals = new ArrayDeque<>();
  private boolean down;
  private int idsTaken;
  private int answersToLose;
  private int answersToSpare;
  private int changesUntilDown = Integer.MAX_VALUE;
  private Duration delay = Duration.ZERO;

  /** From now on nothing gets through. */
  public synchronized void isDown() {
    down = true;
  }

  /** After so many more changes nothing gets through, as if whoever makes them were killed. */
  public synchronized void isDownAfterChanges(int count) {
    changesUntilDown = count;
  }

  public synchronized void isUpAgain() {
    down = false;
    changesUntilDown = Integer.MAX_VALUE;
  }

  /** From now on everything takes so long, or until the deadline. */
  public synchronized void isSlow(Duration duration) {
    delay = duration;
  }

  /** The next change is made, and the answer to it gets lost. */
  public synchronized void losesTheAnswerToTheNextChange() {
    answersToLose++;
  }

  /** The change after the next one is made, and the answer to it gets lost. */
  public synchronized void losesTheAnswerToTheChangeAfterTheNext() {
    answersToSpare++;
    answersToLose++;
  }

  /** Everything that is stored now, past all faults. */
  public synchronized List<StoredCart> all() {
    return carts.values().stream().map(ChangeableCart::stored).toList();
  }

  /** Somebody else changes the cart just before the next change of it. */
  public synchronized void isOvertakenBy(UnaryOperator<StoredCart> rival) {
    isOvertakenByAll(cart -> cart.with(rival.apply(cart.stored())));
  }

  /** The same, with what the rival makes the cart remember. */
  public synchronized void isOvertakenByAll(UnaryOperator<ChangeableCart> rival) {
    rivals.add(rival);
  }

  /** What is stored now, past all faults. */
  public synchronized Optional<StoredCart> stored(CartId id) {
    return remembered(id).map(ChangeableCart::stored);
  }

  /** The same, with what it remembers of its changes. */
  public synchronized Optional<ChangeableCart> remembered(CartId id) {
    return Optional.ofNullable(carts.get(id));
  }

  /** Puts a cart there, past all faults. */
  public synchronized void has(ChangeableCart cart) {
    carts.put(cart.stored().id(), cart);
  }

  /** The same; what the cart remembers of its changes, if it is there, stays. */
  public synchronized void has(StoredCart cart) {
    has(remembered(cart.id()).orElse(CartFixture.withoutMemory(cart)).with(cart));
  }

  /** The next so many carts to be created have the id of one that is there. */
  public synchronized void hasTheIdsOfTheNext(int count) {
    idsTaken = count;
  }

  /** What was asked for, in order, by the names of the methods. */
  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  public synchronized void forgetCalls() {
    calls.clear();
  }

  @Override
  public Mono<StoredCart> view(CartId id, Deadline deadline) {
    return call("view", deadline, false, () -> Mono.justOrEmpty(stored(id)));
  }

  @Override
  public Mono<ChangeableCart> find(CartId id, Deadline deadline) {
    return call("find", deadline, false, () -> Mono.justOrEmpty(carts.get(id)));
  }

  @Override
  public Mono<ChangeableCart> create(ChangeableCart cart, Deadline deadline) {
    return call(
        "create",
        deadline,
        true,
        () -> isTaken(cart.stored().id()) ? Mono.error(new LostRace()) : Mono.just(put(cart)));
  }

  @Override
  public Mono<ChangeableCart> replace(ChangeableCart next, Deadline deadline) {
    return call(
        "replace",
        deadline,
        true,
        () -> {
          if (!isStored(next.stored().id(), next.stored().version() - 1)) {
            return Mono.error(new LostRace());
          }
          return Mono.just(put(next));
        });
  }

  @Override
  public Mono<Void> erase(StoredCart current, Deadline deadline) {
    return call(
        "erase",
        deadline,
        true,
        () -> {
          if (!isStored(current.id(), current.version())) {
            return Mono.error(new LostRace());
          }
          carts.remove(current.id());
          return Mono.empty();
        });
  }

  @Override
  public Mono<Void> eraseAll(Customer customer, Deadline deadline) {
    return call(
        "eraseAll",
        deadline,
        true,
        () -> {
          List<CartId> owned =
              all().stream()
                  .filter(cart -> cart.owner().equals(customer))
                  .map(StoredCart::id)
                  .toList();
          owned.forEach(this::removeMergedInto);
          owned.forEach(carts::remove);
          return Mono.empty();
        });
  }

  private void removeMergedInto(CartId target) {
    carts.values().removeIf(cart -> cart.stored().state().equals(new CartState.Merged(target)));
  }

  private <T> Mono<T> call(
      String name, Deadline deadline, boolean isChange, Supplier<Mono<T>> work) {
    Mono<T> call = inTime(name, deadline, isChange, work);
    return isChange ? ChangesMade.counted(call) : call;
  }

  private <T> Mono<T> inTime(
      String name, Deadline deadline, boolean isChange, Supplier<Mono<T>> work) {
    return Mono.defer(
        () -> {
          Mono<T> answer = atOnce(name, isChange, work);
          Duration pause = pause();
          return pause.isZero()
              ? answer
              : answer
                  .delaySubscription(pause)
                  .timeout(deadline.remaining())
                  .onErrorMap(
                      TimeoutException.class,
                      late ->
                          isChange
                              ? new ChangeInDoubt(StorageFailure.late(late))
                              : StorageFailure.late(late));
        });
  }

  private synchronized <T> Mono<T> atOnce(String name, boolean isChange, Supplier<Mono<T>> work) {
    calls.add(name);
    if (down || changesUntilDown == 0) {
      return Mono.error(StorageFailure.unavailable(new IOException("refused")));
    }
    UnaryOperator<ChangeableCart> rival = isChange ? rivals.poll() : null;
    if (rival != null) {
      carts.replaceAll((id, cart) -> rival.apply(cart));
    }
    Mono<T> answer = work.get();
    if (isChange) {
      changesUntilDown--;
    }
    if (isChange && answersToSpare > 0) {
      answersToSpare--;
    } else if (isChange && answersToLose > 0) {
      answersToLose--;
      return Mono.error(new ChangeInDoubt(StorageFailure.unavailable(new IOException("cut"))));
    }
    return answer;
  }

  private synchronized Duration pause() {
    return delay;
  }

  private ChangeableCart put(ChangeableCart cart) {
    has(cart);
    return cart;
  }

  private boolean isTaken(CartId id) {
    if (idsTaken > 0) {
      idsTaken--;
      return true;
    }
    return carts.containsKey(id);
  }

  private boolean isStored(CartId id, long version) {
    return stored(id).filter(cart -> cart.version() == version).isPresent();
  }
}
