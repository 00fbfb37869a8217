package io.pannier.inventory.adapter.out.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the legacy inventory answers. Nothing of it is checked yet, so that what is wrong with one
 * line is wrong with that line only.
 */
record StockResponseXml(List<Header> headers, List<Line> lines) {

  /** How it went as a whole, and when, by the local clock. */
  record Header(@Nullable String returnCode, @Nullable String date, @Nullable String time) {}

  /** One material. */
  record Line(
      @Nullable String material,
      @Nullable String plant,
      @Nullable String quantity,
      @Nullable String flag,
      @Nullable String arrival,
      @Nullable String returnCode) {}
}
