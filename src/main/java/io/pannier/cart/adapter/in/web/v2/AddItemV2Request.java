package io.pannier.cart.adapter.in.web.v2;

import io.pannier.cart.application.CartCommand;
import io.pannier.cart.domain.model.CartEntry;
import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.model.Money;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.SellingLocationId;
import io.pannier.shared.model.Upc;
import io.pannier.shared.web.Field;
import io.pannier.shared.web.JsonFields;
import org.jspecify.annotations.Nullable;

/** {@code {"upc", "quantity"?: 1, "sellingLocationId"?, "shownPrice"?}}. */
record AddItemV2Request(
    Field<Upc> upc,
    Field<Integer> quantity,
    Field<SellingLocationId> sellingLocationId,
    Field<Money> shownPrice) {

  static AddItemV2Request read(JsonFields fields) {
    AddItemV2Request request =
        new AddItemV2Request(
            fields.text("upc", Upc::parse),
            fields.optionalInteger("quantity", AddItemV2Request::positive),
            fields.optionalInteger("sellingLocationId", SellingLocationId::new),
            fields.optionalMoney("shownPrice"));
    fields.end();
    return request;
  }

  CartCommand.AddItem toCommand(
      CartCommand.Target target, @Nullable String key, SellingLocationId defaultLocation) {
    return new CartCommand.AddItem(target, toEntry(defaultLocation), key);
  }

  CartEntry toEntry(SellingLocationId defaultLocation) {
    return new CartEntry(
        new ProductAtLocation(upc.get(), sellingLocationId.orElse(defaultLocation)),
        quantity.orElse(1),
        shownPrice.valid());
  }

  private static int positive(int quantity) {
    if (quantity < 1) {
      throw new InvalidValueException("must be at least 1");
    }
    return quantity;
  }
}
