package io.pannier.cart.domain.port;

import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.CartOwner.Customer;
import io.pannier.cart.domain.model.ChangeableCart;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.storage.LostRace;
import io.pannier.shared.storage.StorageFailure;
import io.pannier.shared.storage.UnreadableDocument;
import reactor.core.publisher.Mono;

/**
 * Where carts are remembered. Whatever fails ends in a {@link StorageFailure}, or a {@link
 * io.pannier.shared.storage.ChangeInDoubt}; none of these outlives the deadline. A cart that is
 * there and cannot be understood ends in an {@link UnreadableDocument}, and is not changed, save
 * {@link #eraseAll}.
 */
public interface CartRepository {

  /** The cart to look at, expired or not; empty if there is none. */
  Mono<StoredCart> view(CartId id, Deadline deadline);

  /** The cart to change, expired or not; empty if there is none. */
  Mono<ChangeableCart> find(CartId id, Deadline deadline);

  /**
   * Stores a cart that is not there yet.
   *
   * @return the cart, or {@link LostRace} if there is one with its id
   */
  Mono<ChangeableCart> create(ChangeableCart cart, Deadline deadline);

  /**
   * Stores the next version of a cart, unless another writer has changed it meanwhile.
   *
   * @return the cart, or {@link LostRace} if the version before it is not there any more
   */
  Mono<ChangeableCart> replace(ChangeableCart next, Deadline deadline);

  /**
   * Erases this version of a cart.
   *
   * @return completes, or {@link LostRace} if this version is not there any more
   */
  Mono<Void> erase(StoredCart current, Deadline deadline);

  /**
   * Erases every cart of this customer, in whatever state, expired or unreadable, and the guests'
   * carts that were merged into them. A failure may leave some of them; repeating it erases the
   * rest.
   */
  Mono<Void> eraseAll(Customer customer, Deadline deadline);
}
