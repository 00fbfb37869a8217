package io.pannier.cart;

import io.pannier.local.StubUpstreams;
import io.pannier.testkit.PannierServer;
import io.pannier.testkit.TestDatabase;

/** A service that tests share, and what stands behind it; all of it ends with their process. */
public final class CartBackends {

  public static final StubUpstreams STUBS = StubUpstreams.start();
  public static final TestDatabase MONGO = TestDatabase.untilTheEnd();

  private CartBackends() {}

  /** The service, for guests only; started when it is first needed. */
  public static PannierServer service() {
    return Started.SERVICE;
  }

  private static final class Started {

    private static final PannierServer SERVICE = PannierServer.start(MONGO.uri(), STUBS);
  }
}
