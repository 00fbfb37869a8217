package io.pannier.cart.adapter.in.web.v2;

import io.pannier.cart.application.CartTarget;
import io.pannier.cart.application.ChangeQuantityCommand;
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

  ChangeQuantityCommand toCommand(CartTarget target, LineId lineId) {
    return new ChangeQuantityCommand(target, lineId, quantity.get());
  }

  private static int notNegative(int quantity) {
    if (quantity < 0) {
      throw new InvalidValueException("must not be negative");
    }
    return quantity;
  }
}
