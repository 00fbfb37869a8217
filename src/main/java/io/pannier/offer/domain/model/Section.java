package io.pannier.offer.domain.model;

/** A part of what is known of a product; each is asked of one gateway. */
public enum Section {
  CATALOG("catalog"),
  PRICING("pricing"),
  INVENTORY("inventory");

  private final String text;

  Section(String text) {
    this.text = text;
  }

  /** As clients name it. */
  public String text() {
    return text;
  }
}
