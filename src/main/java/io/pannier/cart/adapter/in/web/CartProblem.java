package io.pannier.cart.adapter.in.web;

import io.pannier.shared.web.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** The problems that carts add to those of every operation. */
public enum CartProblem implements ProblemType {
  CART_NOT_FOUND("cart-not-found", HttpStatus.NOT_FOUND, "There is no such cart"),
  ITEM_NOT_FOUND("item-not-found", HttpStatus.NOT_FOUND, "The cart has no such line"),
  CART_FULL("cart-full", HttpStatus.UNPROCESSABLE_ENTITY, "The cart has no room for another line"),
  TOO_MANY_LOCATIONS(
      "too-many-locations",
      HttpStatus.UNPROCESSABLE_ENTITY,
      "The cart has no room for another selling location"),
  UNKNOWN_PRODUCT("unknown-product", HttpStatus.UNPROCESSABLE_ENTITY, "The product does not exist"),
  PRODUCT_NOT_SELLABLE(
      "product-not-sellable", HttpStatus.UNPROCESSABLE_ENTITY, "The product is not for sale"),
  QUANTITY_LIMIT(
      "quantity-limit", HttpStatus.UNPROCESSABLE_ENTITY, "The line cannot have this quantity"),
  CURRENCY_MISMATCH(
      "currency-mismatch",
      HttpStatus.UNPROCESSABLE_ENTITY,
      "The product is sold in another currency"),
  INSUFFICIENT_STOCK("insufficient-stock", HttpStatus.CONFLICT, "There is not enough in stock"),
  IDEMPOTENCY_KEY_REUSED(
      "idempotency-key-reused",
      HttpStatus.UNPROCESSABLE_ENTITY,
      "The key was used for another request"),
  CONCURRENT_UPDATE(
      "concurrent-update", HttpStatus.CONFLICT, "Others were changing the cart at the same time"),
  PRECONDITION_FAILED(
      "precondition-failed", HttpStatus.PRECONDITION_FAILED, "The cart has changed"),
  PRECONDITION_REQUIRED(
      "precondition-required", HttpStatus.PRECONDITION_REQUIRED, "The request must name a version"),
  CART_MERGED("cart-merged", HttpStatus.CONFLICT, "The cart went into another"),
  CART_CLOSED("cart-closed", HttpStatus.CONFLICT, "The cart was ordered"),
  NOTICES_CHANGED("notices-changed", HttpStatus.CONFLICT, "The prices have changed again"),
  CART_EMPTY("cart-empty", HttpStatus.UNPROCESSABLE_ENTITY, "The cart is empty"),
  PRICE_CHANGED("price-changed", HttpStatus.CONFLICT, "The cart costs something else now"),
  BATCH_REJECTED(
      "batch-rejected",
      HttpStatus.UNPROCESSABLE_ENTITY,
      "Some entries cannot be taken, so none was"),
  TOO_MANY_CARTS(
      "too-many-carts",
      HttpStatus.TOO_MANY_REQUESTS,
      "Too many carts were created from this address"),
  STORAGE_UNAVAILABLE(
      "storage-unavailable",
      HttpStatus.SERVICE_UNAVAILABLE,
      "Carts cannot be reached at the moment");

  private final String code;
  private final HttpStatus status;
  private final String title;

  CartProblem(String code, HttpStatus status, String title) {
    this.code = code;
    this.status = status;
    this.title = title;
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public HttpStatus status() {
    return status;
  }

  @Override
  public String title() {
    return title;
  }
}
