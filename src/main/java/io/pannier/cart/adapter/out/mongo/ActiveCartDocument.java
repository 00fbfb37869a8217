package io.pannier.cart.adapter.out.mongo;

import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * Which cart is a customer's.
 *
 * @param id the customer's hash
 */
@Document(ActiveCartDocument.COLLECTION)
record ActiveCartDocument(@Id String id, String cartId) {

  static final String COLLECTION = "activeCarts";
}
