package io.pannier.cart.application;

import io.pannier.cart.domain.model.CustomerId;
import java.util.Set;

/** Who a caller proved to be, and what they may do. */
public record Identity(CustomerId customer, Set<Scope> scopes) {

  public Identity {
    scopes = Set.copyOf(scopes);
  }
}
