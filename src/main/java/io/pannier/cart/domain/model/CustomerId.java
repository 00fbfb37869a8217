package io.pannier.cart.domain.model;

/**
 * Names a customer without telling who it is.
 *
 * @param hash SHA-256 of the token issuer and the subject that it knows the customer by
 */
public record CustomerId(String hash) {

  /** Subjects are unique only within their issuer (RFC 7519, section 4.1.2). */
  public static CustomerId of(String issuer, String subject) {
    return new CustomerId(Secrets.sha256(issuer + '\n' + subject));
  }
}
