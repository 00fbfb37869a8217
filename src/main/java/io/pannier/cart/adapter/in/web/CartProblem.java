package io.pannier.cart.adapter.in.web;

import io.pannier.shared.web.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** The problems that carts add to those of every operation. */
public enum CartProblem implements ProblemType {
  CART_NOT_FOUND(
      "cart-not-found",
      HttpStatus.NOT_FOUND,
      "There is no such cart",
      "The cart does not exist, has expired, or is not opened by the token in X-Cart-Token. "
          + "Create a new one."),
  ITEM_NOT_FOUND(
      "item-not-found",
      HttpStatus.NOT_FOUND,
      "The cart has no such line",
      "Read the cart to see its lines."),
  CART_FULL(
      "cart-full",
      HttpStatus.UNPROCESSABLE_ENTITY,
      "The cart has no room for another line",
      "Remove a line first."),
  TOO_MANY_LOCATIONS(
      "too-many-locations",
      HttpStatus.UNPROCESSABLE_ENTITY,
      "The cart has no room for another selling location",
      "Remove all lines of one location first, or use another cart."),
  UNKNOWN_PRODUCT(
      "unknown-product",
      HttpStatus.UNPROCESSABLE_ENTITY,
      "The product does not exist",
      "The catalog has no product with this UPC. Check the number."),
  PRODUCT_NOT_SELLABLE(
      "product-not-sellable",
      HttpStatus.UNPROCESSABLE_ENTITY,
      "The product is not for sale",
      "It is discontinued, recalled or not yet sold, it has no price at this location, or its order limits "
          + "allow no quantity."),
  QUANTITY_LIMIT(
      "quantity-limit",
      HttpStatus.UNPROCESSABLE_ENTITY,
      "The line cannot have this quantity",
      "Choose a quantity for the whole line from minimum to maximum that is a multiple of multiple. Where "
          + "maximum is 0, other lines of the product hold all that may be ordered: make them smaller first."),
  CURRENCY_MISMATCH(
      "currency-mismatch",
      HttpStatus.UNPROCESSABLE_ENTITY,
      "The product is sold in another currency",
      "Use a cart in the currency of the product, and a shownPrice in that of the cart. Two carts merge if one "
          + "of them is empty, or both are in one currency."),
  INSUFFICIENT_STOCK(
      "insufficient-stock",
      HttpStatus.CONFLICT,
      "There is not enough in stock",
      "The whole line can hold no more than available, and it holds inCart. Add no more than the "
          + "difference, or change its quantity to no more than available."),
  IDEMPOTENCY_KEY_REUSED(
      "idempotency-key-reused",
      HttpStatus.UNPROCESSABLE_ENTITY,
      "The key was used for another request",
      "Use a new Idempotency-Key for every change, and the same one only to repeat it."),
  CONCURRENT_UPDATE(
      "concurrent-update",
      HttpStatus.CONFLICT,
      "Others were changing the cart at the same time",
      "Nothing was changed, unless the detail says that it may have been. Send the same "
          + "request again after the time in Retry-After."),
  PRECONDITION_FAILED(
      "precondition-failed",
      HttpStatus.PRECONDITION_FAILED,
      "The cart has changed",
      "Read the cart again, and repeat the change with its new ETag if it still makes sense. If the detail "
          + "says that the change may have happened, a merge has begun: repeating it with the new ETag ends it."),
  PRECONDITION_REQUIRED(
      "precondition-required",
      HttpStatus.PRECONDITION_REQUIRED,
      "The request must name a version",
      "Send the ETag of the cart that was read as If-Match."),
  CART_MERGED(
      "cart-merged",
      HttpStatus.CONFLICT,
      "The cart went into another",
      "Its lines went into the cart that mergedInto names, or will with the next try of the "
          + "merge. Use that one; if it is gone, they can still be read here and put into a new one."),
  CART_CLOSED(
      "cart-closed",
      HttpStatus.CONFLICT,
      "The cart was ordered",
      "It became the order that orderId names. Create a new cart."),
  NOTICES_CHANGED(
      "notices-changed",
      HttpStatus.CONFLICT,
      "The prices have changed again",
      "Nothing was acknowledged: noticeIds lists what is no price notice of this cart any more. Read the "
          + "cart, show the customer its notices, and acknowledge those."),
  CART_EMPTY(
      "cart-empty",
      HttpStatus.UNPROCESSABLE_ENTITY,
      "The cart is empty",
      "A cart without lines cannot become an order. Read the cart again."),
  PRICE_CHANGED(
      "price-changed",
      HttpStatus.CONFLICT,
      "The cart costs something else now",
      "It was to be closed at expected and costs current now; it was not closed. Show the customer "
          + "the new prices, and close it at the new subtotal if they agree."),
  BATCH_REJECTED(
      "batch-rejected",
      HttpStatus.UNPROCESSABLE_ENTITY,
      "Some entries cannot be taken, so none was",
      "Correct or leave out the entries that items lists, or send the batch in mode PARTIAL."),
  TOO_MANY_CARTS(
      "too-many-carts",
      HttpStatus.TOO_MANY_REQUESTS,
      "Too many carts were created from this address",
      "Use the cart that there is, or create another after the time in Retry-After."),
  STORAGE_UNAVAILABLE(
      "storage-unavailable",
      HttpStatus.SERVICE_UNAVAILABLE,
      "Carts cannot be reached at the moment",
      "Try again after the time in Retry-After. If the detail says that the change may have "
          + "happened, repeat the same request: an addition with the same Idempotency-Key, a merge "
          + "as it was.");

  private final String code;
  private final HttpStatus status;
  private final String title;
  private final String advice;

  CartProblem(String code, HttpStatus status, String title, String advice) {
    this.code = code;
    this.status = status;
    this.title = title;
    this.advice = advice;
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

  @Override
  public String advice() {
    return advice;
  }
}
