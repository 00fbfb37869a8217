package io.pannier.shared.web;

import org.springframework.http.HttpStatus;

/**
 * A kind of error that clients can rely on (RFC 9457, section 3.1.1). Features publish theirs as
 * beans, so that each is explained at {@code /problems/<code>}.
 *
 * @param code names it in {@code type} and {@code code}
 * @param status what version 2 answers with
 * @param advice what it means and what a client should do, for the page that explains it
 */
public record ProblemType(String code, HttpStatus status, String title, String advice) {}
