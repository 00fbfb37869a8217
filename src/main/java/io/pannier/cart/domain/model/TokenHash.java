package io.pannier.cart.domain.model;

/**
 * What is kept of a cart token.
 *
 * @param hex its SHA-256
 */
public record TokenHash(String hex) {

  public boolean matches(CartToken token) {
    return Secrets.equal(hex, token.hash().hex());
  }
}
