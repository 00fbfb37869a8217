package io.pannier.shared.web.problem;

import org.springframework.http.HttpStatus;

/**
 * A kind of error that clients can rely on (RFC 9457, section 3.1.1). Each feature has an enum of
 * its own, published as a bean of {@link ProblemTypes}, so that each is explained at {@code
 * /problems/<code>}, with the text that {@code docs/problems} has for it.
 */
public interface ProblemType {

  /** Names it in {@code type} and {@code code}. */
  String code();

  /** What version 2 answers with. */
  HttpStatus status();

  String title();
}
