package io.pannier.cart;

import io.pannier.local.EmbeddedMongo;
import io.pannier.local.StubUpstreams;

/** What stands behind every service of these tests; it ends with their process. */
final class CartBackends {

  static final StubUpstreams STUBS = StubUpstreams.start();
  static final EmbeddedMongo MONGO = EmbeddedMongo.inMemory();

  private CartBackends() {}
}
