package io.pannier.product.adapter.in.web;

import io.pannier.shared.web.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** The problems that product pages add to those of every operation. */
enum ProductProblem implements ProblemType {
  PRODUCT_NOT_FOUND(
      "product-not-found",
      HttpStatus.NOT_FOUND,
      "There is no such product",
      "The catalog has no product with this UPC. Check the number, or drop the product.");

  private final String code;
  private final HttpStatus status;
  private final String title;
  private final String advice;

  ProductProblem(String code, HttpStatus status, String title, String advice) {
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
