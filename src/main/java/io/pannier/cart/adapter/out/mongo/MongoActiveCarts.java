package io.pannier.cart.adapter.out.mongo;

import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.CartOwner.Customer;
import io.pannier.cart.domain.port.ActiveCarts;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.mongo.VersionedCollection;
import io.pannier.shared.storage.LostRace;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;
import reactor.core.publisher.Mono;

/**
 * The pointers from customers to their carts, a small document each in a collection of its own,
 * changed by compare-and-set on the cart that they point to.
 */
final class MongoActiveCarts implements ActiveCarts {

  private static final String CART = "cartId";

  private final VersionedCollection<PointerDocument> pointers;

  MongoActiveCarts(VersionedCollection<PointerDocument> pointers) {
    this.pointers = pointers;
  }

  @Override
  public Mono<CartId> find(Customer customer, Deadline deadline) {
    return pointers.find(
        customer.hash(),
        "the stored pointer " + customer.hash() + " to a customer's cart",
        (pointer, converter) -> new CartId(pointer.get(CART, String.class)),
        deadline);
  }

  @Override
  public Mono<Void> claim(Customer customer, CartId cart, Deadline deadline) {
    return pointers.insert(pointer(customer, cart), deadline);
  }

  @Override
  public Mono<Void> reassign(Customer customer, CartId from, CartId to, Deadline deadline) {
    return pointers.replaceIf(customer.hash(), CART, from.value(), pointer(customer, to), deadline);
  }

  @Override
  public Mono<Void> release(Customer customer, CartId cart, Deadline deadline) {
    return pointers
        .removeIf(customer.hash(), CART, cart.value(), deadline)
        .onErrorComplete(LostRace.class);
  }

  @Override
  public Mono<Void> erase(Customer customer, Deadline deadline) {
    return pointers.remove(customer.hash(), deadline);
  }

  private static PointerDocument pointer(Customer customer, CartId cart) {
    return new PointerDocument(customer.hash(), cart.value());
  }

  /**
   * Which cart is a customer's, as it is stored.
   *
   * @param id the customer's hash
   */
  @Document(PointerDocument.COLLECTION)
  record PointerDocument(@Id String id, String cartId) {

    static final String COLLECTION = "activeCarts";
  }
}
