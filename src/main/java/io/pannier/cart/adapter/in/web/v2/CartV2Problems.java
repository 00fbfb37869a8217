package io.pannier.cart.adapter.in.web.v2;

import static org.springframework.http.HttpStatus.CONFLICT;
import static org.springframework.http.HttpStatus.NOT_FOUND;
import static org.springframework.http.HttpStatus.PRECONDITION_FAILED;
import static org.springframework.http.HttpStatus.PRECONDITION_REQUIRED;
import static org.springframework.http.HttpStatus.SERVICE_UNAVAILABLE;
import static org.springframework.http.HttpStatus.TOO_MANY_REQUESTS;
import static org.springframework.http.HttpStatus.UNPROCESSABLE_ENTITY;

import io.pannier.shared.web.ProblemType;
import io.pannier.shared.web.ProblemTypes;

/** The problems that carts add to those of every operation. */
final class CartV2Problems {

  static final ProblemType CART_NOT_FOUND =
      new ProblemType(
          "cart-not-found",
          NOT_FOUND,
          "There is no such cart",
          "The cart does not exist, has expired, or is not opened by the token in X-Cart-Token. "
              + "Create a new one.");
  static final ProblemType ITEM_NOT_FOUND =
      new ProblemType(
          "item-not-found",
          NOT_FOUND,
          "The cart has no such line",
          "Read the cart to see its lines.");
  static final ProblemType CART_FULL =
      new ProblemType(
          "cart-full",
          UNPROCESSABLE_ENTITY,
          "The cart has no room for another line",
          "Remove a line first.");
  static final ProblemType TOO_MANY_LOCATIONS =
      new ProblemType(
          "too-many-locations",
          UNPROCESSABLE_ENTITY,
          "The cart has no room for another selling location",
          "Remove all lines of one location first, or use another cart.");
  static final ProblemType UNKNOWN_PRODUCT =
      new ProblemType(
          "unknown-product",
          UNPROCESSABLE_ENTITY,
          "The product does not exist",
          "The catalog has no product with this UPC. Check the number.");
  static final ProblemType PRODUCT_NOT_SELLABLE =
      new ProblemType(
          "product-not-sellable",
          UNPROCESSABLE_ENTITY,
          "The product is not for sale",
          "It is discontinued, recalled or not yet sold, it has no price at this location, or its order limits "
              + "allow no quantity.");
  static final ProblemType QUANTITY_LIMIT =
      new ProblemType(
          "quantity-limit",
          UNPROCESSABLE_ENTITY,
          "The line cannot have this quantity",
          "Choose a quantity for the whole line from minimum to maximum that is a multiple of multiple. Where "
              + "maximum is 0, other lines of the product hold all that may be ordered: make them smaller first.");
  static final ProblemType CURRENCY_MISMATCH =
      new ProblemType(
          "currency-mismatch",
          UNPROCESSABLE_ENTITY,
          "The product is sold in another currency",
          "Use a cart in the currency of the product, and a shownPrice in that of the cart. Two carts merge if one "
              + "of them is empty, or both are in one currency.");
  static final ProblemType INSUFFICIENT_STOCK =
      new ProblemType(
          "insufficient-stock",
          CONFLICT,
          "There is not enough in stock",
          "The whole line can hold no more than available, and it holds inCart. Add no more than the "
              + "difference, or change its quantity to no more than available.");
  static final ProblemType IDEMPOTENCY_KEY_REUSED =
      new ProblemType(
          "idempotency-key-reused",
          UNPROCESSABLE_ENTITY,
          "The key was used for another request",
          "Use a new Idempotency-Key for every change, and the same one only to repeat it.");
  static final ProblemType CONCURRENT_UPDATE =
      new ProblemType(
          "concurrent-update",
          CONFLICT,
          "Others were changing the cart at the same time",
          "Nothing was changed, unless the detail says that it may have been. Send the same "
              + "request again after the time in Retry-After.");
  static final ProblemType PRECONDITION =
      new ProblemType(
          "precondition-failed",
          PRECONDITION_FAILED,
          "The cart has changed",
          "Read the cart again, and repeat the change with its new ETag if it still makes sense. If the detail "
              + "says that the change may have happened, a merge has begun: repeating it with the new ETag ends it.");
  static final ProblemType PRECONDITION_NEEDED =
      new ProblemType(
          "precondition-required",
          PRECONDITION_REQUIRED,
          "The request must name a version",
          "Send the ETag of the cart that was read as If-Match.");
  static final ProblemType CART_MERGED =
      new ProblemType(
          "cart-merged",
          CONFLICT,
          "The cart went into another",
          "Its lines went into the cart that mergedInto names, or will with the next try of the "
              + "merge. Use that one; if it is gone, they can still be read here and put into a new one.");
  static final ProblemType CART_CLOSED =
      new ProblemType(
          "cart-closed",
          CONFLICT,
          "The cart was ordered",
          "It became the order that orderId names. Create a new cart.");
  static final ProblemType NOTICES_CHANGED =
      new ProblemType(
          "notices-changed",
          CONFLICT,
          "The prices have changed again",
          "Nothing was acknowledged: noticeIds lists what is no price notice of this cart any more. Read the "
              + "cart, show the customer its notices, and acknowledge those.");
  static final ProblemType CART_EMPTY =
      new ProblemType(
          "cart-empty",
          UNPROCESSABLE_ENTITY,
          "The cart is empty",
          "A cart without lines cannot become an order. Read the cart again.");
  static final ProblemType PRICE_CHANGED =
      new ProblemType(
          "price-changed",
          CONFLICT,
          "The cart costs something else now",
          "It was to be closed at expected and costs current now; it was not closed. Show the customer "
              + "the new prices, and close it at the new subtotal if they agree.");
  static final ProblemType BATCH_REJECTED =
      new ProblemType(
          "batch-rejected",
          UNPROCESSABLE_ENTITY,
          "Some entries cannot be taken, so none was",
          "Correct or leave out the entries that items lists, or send the batch in mode PARTIAL.");
  static final ProblemType TOO_MANY_CARTS =
      new ProblemType(
          "too-many-carts",
          TOO_MANY_REQUESTS,
          "Too many carts were created from this address",
          "Use the cart that there is, or create another after the time in Retry-After.");
  static final ProblemType STORAGE_UNAVAILABLE =
      new ProblemType(
          "storage-unavailable",
          SERVICE_UNAVAILABLE,
          "Carts cannot be reached at the moment",
          "Try again after the time in Retry-After. If the detail says that the change may have "
              + "happened, repeat the same request: an addition with the same Idempotency-Key, a merge "
              + "as it was.");

  static final ProblemTypes ALL =
      ProblemTypes.of(
          CART_NOT_FOUND,
          ITEM_NOT_FOUND,
          CART_FULL,
          TOO_MANY_LOCATIONS,
          UNKNOWN_PRODUCT,
          PRODUCT_NOT_SELLABLE,
          QUANTITY_LIMIT,
          CURRENCY_MISMATCH,
          INSUFFICIENT_STOCK,
          IDEMPOTENCY_KEY_REUSED,
          CONCURRENT_UPDATE,
          PRECONDITION,
          PRECONDITION_NEEDED,
          CART_MERGED,
          CART_CLOSED,
          NOTICES_CHANGED,
          CART_EMPTY,
          PRICE_CHANGED,
          BATCH_REJECTED,
          TOO_MANY_CARTS,
          STORAGE_UNAVAILABLE);

  private CartV2Problems() {}
}
