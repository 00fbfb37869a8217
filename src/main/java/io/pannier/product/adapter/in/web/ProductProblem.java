package io.pannier.product.adapter.in.web;

import io.pannier.shared.web.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** The problems that product pages add to those of every operation. */
enum ProductProblem implements ProblemType {
  PRODUCT_NOT_FOUND("product-not-found", HttpStatus.NOT_FOUND, "There is no such product");

  private final String code;
  private final HttpStatus status;
  private final String title;

  ProductProblem(String code, HttpStatus status, String title) {
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
