package io.pannier.cart;

import io.pannier.local.StubUpstreams;
import io.pannier.testkit.TestDatabase;

/** What stands behind every service of these tests; it ends with their process. */
final class CartBackends {

  static final StubUpstreams STUBS = StubUpstreams.start();
  static final TestDatabase MONGO = TestDatabase.untilTheEnd();

  private CartBackends() {}
}
