package io.pannier.shared.web;

import org.springframework.web.server.ServerWebExchange;

/**
 * What is done for every answer, refusals included: headers that follow from the request alone, and
 * counters. Filters do it for requests that are served. Admission, which refuses before any filter,
 * does it through beans of this type.
 */
@FunctionalInterface
public interface EveryAnswer {

  /** Before the answer is written. */
  void prepare(ServerWebExchange exchange);
}
