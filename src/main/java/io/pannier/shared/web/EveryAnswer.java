package io.pannier.shared.web;

import org.springframework.web.server.ServerWebExchange;

/**
 * What answers carry whatever they say: headers that follow from the request alone, and what is
 * counted with them. Filters see to it for requests that are served; for those that are refused
 * before any filter, admission does, through beans of this type.
 */
@FunctionalInterface
public interface EveryAnswer {

  /** Before the answer is written. */
  void prepare(ServerWebExchange exchange);
}
