package io.pannier.cart.domain.model;

/** Whose a cart is. */
public sealed interface CartOwner {

  /** Anybody who has the token. */
  record Guest(CartToken.Hash tokenHash) implements CartOwner {}

  /**
   * A customer, by a hash that does not reveal who it is.
   *
   * @param hash SHA-256 of the token issuer and the subject that it knows the customer by
   */
  record Customer(String hash) implements CartOwner {

    /** Subjects are unique only within their issuer (RFC 7519, section 4.1.2). */
    public static Customer of(String issuer, String subject) {
      return new Customer(Secrets.sha256(issuer + '\n' + subject));
    }
  }
}
