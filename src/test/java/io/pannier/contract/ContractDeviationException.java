package io.pannier.contract;

import java.util.List;

/** The service did not do what its contract says. */
final class ContractDeviationException extends RuntimeException {

  ContractDeviationException(HttpExchange exchange, List<String> deviations) {
    super(exchange + " deviates from its contract:\n  - " + String.join("\n  - ", deviations));
  }
}
