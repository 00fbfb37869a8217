package io.pannier.cart.domain.model;

/** The secret that opens a guest's cart; shown once, to the guest who created it. */
public record CartToken(String secret) {

  public static CartToken random() {
    return new CartToken(Secrets.random(32));
  }

  public Hash hash() {
    return new Hash(Secrets.sha256(secret));
  }

  /** Never the secret: this may end in a log. */
  @Override
  public String toString() {
    return "CartToken[…]";
  }

  /**
   * What is kept of a cart token.
   *
   * @param hex its SHA-256
   */
  public record Hash(String hex) {

    public boolean matches(CartToken token) {
      return Secrets.equal(hex, token.hash().hex());
    }
  }
}
