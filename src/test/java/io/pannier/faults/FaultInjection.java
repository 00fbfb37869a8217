package io.pannier.faults;

import io.pannier.local.StubUpstream;

/** A way to break an upstream. */
@FunctionalInterface
interface FaultInjection {

  /** Breaks the upstream, as this service sees it, until what is returned is closed. */
  Broken breaks(StubUpstream upstream, RunningPannier pannier);
}
