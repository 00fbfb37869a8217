package io.pannier.cart.adapter.in.web.v2;

import io.pannier.cart.application.CartCommand;
import io.pannier.cart.domain.model.LineId;
import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.web.Field;
import io.pannier.shared.web.JsonFields;

/** {@code {"quantity": n}}. */
record ChangeQuantityV2Request(Field<Integer> quantity) {

  static ChangeQuantityV2Request read(JsonFields fields) {
    ChangeQuantityV2Request request =
        new ChangeQuantityV2Request(
            fields.integer("quantity", ChangeQuantityV2Request::notNegative));
    fields.end();
    return request;
  }

  CartCommand.ChangeQuantity toCommand(CartCommand.Target target, LineId lineId) {
    return new CartCommand.ChangeQuantity(target, lineId, quantity.get());
  }

  private static int notNegative(int quantity) {
    if (quantity < 0) {
      throw new InvalidValueException("must not be negative");
    }
    return quantity;
  }
}
