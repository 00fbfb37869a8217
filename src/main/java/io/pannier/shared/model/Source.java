package io.pannier.shared.model;

/** A service that values come from. */
public enum Source {
  CATALOG("catalog"),
  PRICING("pricing"),
  INVENTORY("inventory"),
  LEGACY_INVENTORY("legacy-inventory");

  private final String text;

  Source(String text) {
    this.text = text;
  }

  /** As clients and configuration name it. */
  public String text() {
    return text;
  }
}
