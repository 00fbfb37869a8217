package io.pannier.cart;

import io.pannier.cart.domain.port.ActiveCarts;
import io.pannier.cart.domain.port.ActiveCartsContract;

class InMemoryActiveCartsTest extends ActiveCartsContract {

  private final InMemoryActiveCarts activeCarts = new InMemoryActiveCarts();

  @Override
  protected ActiveCarts activeCarts() {
    return activeCarts;
  }
}
