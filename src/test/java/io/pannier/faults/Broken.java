package io.pannier.faults;

import java.util.function.IntSupplier;

/** An upstream that is broken until this is closed, and how often it was asked meanwhile. */
record Broken(IntSupplier requests, Runnable mend) implements AutoCloseable {

  int received() {
    return requests.getAsInt();
  }

  @Override
  public void close() {
    mend.run();
  }
}
