package io.pannier.shared.configuration;

/** A credential: it can be used, but not shown. */
public record Secret(String value) {

  @Override
  public String toString() {
    return "***";
  }
}
