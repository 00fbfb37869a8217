package io.pannier.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.pannier.local.StubUpstream;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Good answers, changed at one place. */
final class Spoiled {

  private Spoiled() {}

  static FaultInjection by(UnaryOperator<String> spoiling) {
    return StubFaults.body(
        upstream -> spoiling.apply(GoodAnswers.of(upstream)).getBytes(ISO_8859_1));
  }

  /** Each upstream in its own way. */
  static FaultInjection by(Map<StubUpstream, UnaryOperator<String>> spoiling) {
    return StubFaults.body(
        upstream -> {
          UnaryOperator<String> itsOwn = spoiling.get(upstream);
          if (itsOwn == null) {
            throw new IllegalArgumentException("this cannot happen to " + upstream);
          }
          return itsOwn.apply(GoodAnswers.of(upstream)).getBytes(ISO_8859_1);
        });
  }
}
