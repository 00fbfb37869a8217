package io.pannier.allocation.adapter.in.web;

import io.pannier.shared.web.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** The problems that allocation adds to those of every operation. */
enum AllocationProblem implements ProblemType {
  STOCK_NOT_FOUND(
      "stock-not-found",
      HttpStatus.NOT_FOUND,
      "There is no such stock",
      "The SKU has no batch, or none with this reference. Batches come to be by PUT."),
  ORDER_NOT_FOUND(
      "order-not-found",
      HttpStatus.NOT_FOUND,
      "There is no such line",
      "The order has no line, or none of this SKU, that was not released. Allocate it first."),
  INVALID_SKU(
      "invalid-sku",
      HttpStatus.UNPROCESSABLE_ENTITY,
      "There is no batch of this SKU",
      "Check the SKU. If it is right, the warehouse has not announced a batch of it yet."),
  OUT_OF_STOCK(
      "out-of-stock",
      HttpStatus.CONFLICT,
      "No batch has room for the whole line",
      "A line is never split. It asked for requested units; the batch with the most free units has largestBatch,"
          + " all together have totalAvailable, those on their way included. Allocate fewer, or try again"
          + " when a batch has come."),
  ALLOCATION_CONFLICT(
      "allocation-conflict",
      HttpStatus.CONFLICT,
      "The line or the batch is not in a state for this",
      "Of a line, state, quantity and batchReference say how it is: release it before it is allocated in another"
          + " quantity; one that was shipped stays so; one whose batch is on its way cannot be shipped. A"
          + " message with a lower revision than the last one came too late and is to be dropped."
          + " Of a batch, allocated and shipped say why it cannot be deleted."),
  TOO_MANY_BATCHES(
      "too-many-batches",
      HttpStatus.UNPROCESSABLE_ENTITY,
      "The SKU has as many batches as it can have",
      "Each of its 200 batches holds or still has units. Delete those that were mistakes, or"
          + " wait until one is used up."),
  CONCURRENT_UPDATE(
      "concurrent-update",
      HttpStatus.CONFLICT,
      "Others were changing the stock at the same time",
      "Nothing was changed. Send the same request again after the time in Retry-After."),
  STORAGE_UNAVAILABLE(
      "storage-unavailable",
      HttpStatus.SERVICE_UNAVAILABLE,
      "Stock cannot be reached at the moment",
      "Try again after the time in Retry-After. If the detail says that the change may have happened, the"
          + " same request again finds out.");

  private final String code;
  private final HttpStatus status;
  private final String title;
  private final String advice;

  AllocationProblem(String code, HttpStatus status, String title, String advice) {
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
