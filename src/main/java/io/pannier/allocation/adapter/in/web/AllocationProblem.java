package io.pannier.allocation.adapter.in.web;

import io.pannier.shared.web.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** The problems that allocation adds to those of every operation. */
enum AllocationProblem implements ProblemType {
  STOCK_NOT_FOUND("stock-not-found", HttpStatus.NOT_FOUND, "There is no such stock"),
  ORDER_NOT_FOUND("order-not-found", HttpStatus.NOT_FOUND, "There is no such line"),
  INVALID_SKU("invalid-sku", HttpStatus.UNPROCESSABLE_ENTITY, "There is no batch of this SKU"),
  OUT_OF_STOCK("out-of-stock", HttpStatus.CONFLICT, "No batch has room for the whole line"),
  ALLOCATION_CONFLICT(
      "allocation-conflict",
      HttpStatus.CONFLICT,
      "The line or the batch is not in a state for this"),
  TOO_MANY_BATCHES(
      "too-many-batches",
      HttpStatus.UNPROCESSABLE_ENTITY,
      "The SKU has as many batches as it can have"),
  CONCURRENT_UPDATE(
      "concurrent-update", HttpStatus.CONFLICT, "Others were changing the stock at the same time"),
  STORAGE_UNAVAILABLE(
      "storage-unavailable",
      HttpStatus.SERVICE_UNAVAILABLE,
      "Stock cannot be reached at the moment");

  private final String code;
  private final HttpStatus status;
  private final String title;

  AllocationProblem(String code, HttpStatus status, String title) {
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
