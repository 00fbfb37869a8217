package io.pannier.cart.adapter.in.web.v2;

import io.pannier.cart.application.CartCommand;
import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.model.Money;
import io.pannier.shared.web.Field;
import io.pannier.shared.web.JsonFields;
import java.util.regex.Pattern;

/** {@code {"orderId", "subtotal"?: {"amount", "currency"}}}. */
record CloseV2Request(Field<String> orderId, Field<Money> subtotal) {

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  static CloseV2Request read(JsonFields fields) {
    CloseV2Request request =
        new CloseV2Request(
            fields.text("orderId", CloseV2Request::orderId), fields.optionalMoney("subtotal"));
    fields.end();
    return request;
  }

  CartCommand.Close toCommand(CartCommand.Target target) {
    return new CartCommand.Close(target, orderId.get(), subtotal.valid());
  }

  private static String orderId(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new InvalidValueException("must be 1 to 64 letters, digits, dashes or underscores");
    }
    return text;
  }
}
