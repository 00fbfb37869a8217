package io.pannier.cart.adapter.in.web.v2;

import io.pannier.cart.application.CartCommand;
import io.pannier.cart.domain.model.CartEntry;
import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.model.SellingLocationId;
import io.pannier.shared.web.Field;
import io.pannier.shared.web.JsonFields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code {"mode", "items": [{"upc", "quantity"?: 1, "sellingLocationId"?, "shownPrice"?}…]}}. */
record AddBatchV2Request(Field<CartCommand.BatchMode> mode, Field<List<AddItemV2Request>> items) {

  static AddBatchV2Request read(JsonFields fields, int maxEntries) {
    AddBatchV2Request request =
        new AddBatchV2Request(
            fields.text("mode", AddBatchV2Request::mode),
            fields.objects(
                "items", 1, maxEntries, item -> new Field<>(AddItemV2Request.read(item))));
    fields.end();
    return request;
  }

  CartCommand.AddBatch toCommand(
      CartCommand.Target target, @Nullable String key, SellingLocationId defaultLocation) {
    List<CartEntry> entries =
        items.get().stream().map(item -> item.toEntry(defaultLocation)).toList();
    return new CartCommand.AddBatch(target, entries, mode.get(), key);
  }

  private static CartCommand.BatchMode mode(String text) {
    return switch (text) {
      case "ATOMIC" -> CartCommand.BatchMode.ATOMIC;
      case "PARTIAL" -> CartCommand.BatchMode.PARTIAL;
      default -> throw new InvalidValueException("must be ATOMIC or PARTIAL");
    };
  }
}
