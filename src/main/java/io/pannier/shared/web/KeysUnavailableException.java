package io.pannier.shared.web;

import org.springframework.security.oauth2.jwt.JwtException;

/** The issuer's keys cannot be had, which says nothing of the token. */
final class KeysUnavailableException extends JwtException {

  /** For a reason in our own words: it is logged, so nothing that was answered is part of it. */
  KeysUnavailableException(String reason) {
    super(reason);
  }

  KeysUnavailableException(Throwable cause) {
    super("the keys of the issuer cannot be had", cause);
  }

  /** Why a request for the keys failed, fit for a log: no address and nothing that was answered. */
  static String reasonOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root instanceof KeysUnavailableException known
        ? String.valueOf(known.getMessage())
        : root.getClass().getName();
  }
}
