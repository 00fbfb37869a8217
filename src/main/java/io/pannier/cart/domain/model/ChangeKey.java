package io.pannier.cart.domain.model;

/**
 * How a client names a change that it may have to repeat.
 *
 * @param keyHash SHA-256 of the key
 * @param commandHash SHA-256 of the fingerprint of what it asks for
 */
public record ChangeKey(String keyHash, String commandHash) {

  public static ChangeKey of(String key, String fingerprint) {
    return new ChangeKey(Secrets.sha256(key), Secrets.sha256(fingerprint));
  }
}
