package io.pannier.cart.adapter.in.web.v2;

import io.pannier.cart.domain.model.Refusal;
import io.pannier.shared.web.CommonProblems;
import io.pannier.shared.web.Problem;
import io.pannier.shared.web.UpstreamProblems;
import java.time.Duration;
import java.util.Objects;
import org.springframework.http.HttpHeaders;

/** What version 2 answers to a refusal. */
final class RefusalProblem {

  private RefusalProblem() {}

  static Problem of(Refusal refusal) {
    Problem problem = plain(refusal);
    for (var figure : refusal.figures().entrySet()) {
      problem = problem.with(figure.getKey(), figure.getValue());
    }
    return problem;
  }

  private static Problem plain(Refusal refusal) {
    return switch (refusal.code()) {
      case UNAUTHENTICATED ->
          Problem.of(CommonProblems.UNAUTHENTICATED, "An access token is needed.")
              .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
      case FORBIDDEN ->
          Problem.of(CommonProblems.ACCESS_REFUSED, "The access token lacks a scope.");
      case PRECONDITION_REQUIRED ->
          Problem.of(CartV2Problems.PRECONDITION_NEEDED, "If-Match is missing.");
      case CART_NOT_FOUND ->
          Problem.of(CartV2Problems.CART_NOT_FOUND, "No cart is opened by what was sent.");
      case CART_FULL ->
          Problem.of(CartV2Problems.CART_FULL, "The cart has as many lines as a cart can have.");
      case TOO_MANY_LOCATIONS ->
          Problem.of(
              CartV2Problems.TOO_MANY_LOCATIONS,
              "The cart has lines of as many selling locations as it can have.");
      case UNKNOWN_PRODUCT ->
          Problem.of(CartV2Problems.UNKNOWN_PRODUCT, "The catalog has no such product.");
      case PRODUCT_NOT_SELLABLE ->
          Problem.of(
              CartV2Problems.PRODUCT_NOT_SELLABLE, "The product is not sold at this location now.");
      case QUANTITY_LIMIT ->
          Problem.of(CartV2Problems.QUANTITY_LIMIT, "The line cannot have that many.");
      case CURRENCY_MISMATCH ->
          Problem.of(
              CartV2Problems.CURRENCY_MISMATCH,
              "The cart is in another currency than what it is to hold.");
      case INSUFFICIENT_STOCK ->
          Problem.of(CartV2Problems.INSUFFICIENT_STOCK, "Fewer are available than that.");
      case UPSTREAM_UNAVAILABLE ->
          UpstreamProblems.because(Objects.requireNonNull(refusal.reason()));
      case IDEMPOTENCY_KEY_REUSED ->
          Problem.of(
              CartV2Problems.IDEMPOTENCY_KEY_REUSED, "The key names another change of this cart.");
      case CONCURRENT_UPDATE ->
          Problem.of(CartV2Problems.CONCURRENT_UPDATE, "Others were faster every time.")
              .retryAfter(Duration.ofSeconds(1));
      case CART_EMPTY ->
          Problem.of(CartV2Problems.CART_EMPTY, "The cart has no lines to be ordered.");
      case ITEM_NOT_FOUND ->
          Problem.of(CartV2Problems.ITEM_NOT_FOUND, "The cart has no line with this id.");
      case UNKNOWN_NOTICE,
          NOTICES_CHANGED,
          BATCH_REJECTED,
          PRICE_CHANGED,
          CART_MERGED,
          CART_CLOSED,
          PRECONDITION_FAILED,
          STORAGE_UNAVAILABLE,
          DEADLINE_EXCEEDED ->
          throw new IllegalArgumentException(refusal.code() + " is an exception of its own");
    };
  }
}
