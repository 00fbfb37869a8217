package io.pannier.inventory.adapter.out.http;

import io.pannier.shared.model.Upc;

/** A product in the legacy inventory's words: 18 digits, zero-padded. */
record MaterialNumber(String text) {

  static MaterialNumber of(Upc upc) {
    return new MaterialNumber("0000" + upc.gtin14());
  }
}
