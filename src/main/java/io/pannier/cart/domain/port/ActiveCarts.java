package io.pannier.cart.domain.port;

import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.CartOwner.Customer;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.storage.LostRace;
import reactor.core.publisher.Mono;

/**
 * Which cart is each customer's. Kept apart from the carts, by customer, because only a document's
 * own id can be kept unique across shards. Failures end as those of {@link CartRepository}.
 */
public interface ActiveCarts {

  /** The cart that was last made a customer's, live or not; empty if none was. */
  Mono<CartId> find(Customer customer, Deadline deadline);

  /** Makes it the customer's first cart; {@link LostRace} if there is one. */
  Mono<Void> claim(Customer customer, CartId cart, Deadline deadline);

  /** Puts one cart in another's place; {@link LostRace} if that is not there any more. */
  Mono<Void> reassign(Customer customer, CartId from, CartId to, Deadline deadline);

  /** Forgets the cart, if it is still the customer's. */
  Mono<Void> release(Customer customer, CartId cart, Deadline deadline);

  /** Forgets whichever cart is the customer's, readable or not. */
  Mono<Void> erase(Customer customer, Deadline deadline);
}
