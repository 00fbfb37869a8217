package io.pannier.cart.adapter.in.web.v2;

import io.pannier.cart.application.Caller;
import io.pannier.cart.application.CartCommand;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.web.Field;
import io.pannier.shared.web.JsonFields;
import io.pannier.shared.web.MoneyJson;
import io.pannier.shared.web.Violations;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/** {@code {"currency"?}}, or no body at all. */
record CreateCartV2Request(Field<Currency> currency) {

  static CreateCartV2Request read(byte @Nullable [] body, Violations violations) {
    if (body == null) {
      return new CreateCartV2Request(new Field<>(null));
    }
    JsonFields fields = JsonFields.of(body, violations);
    CreateCartV2Request request =
        new CreateCartV2Request(fields.optionalText("currency", MoneyJson::currency));
    fields.end();
    return request;
  }

  CartCommand.Create toCommand(Caller caller, Currency defaultCurrency, Deadline deadline) {
    return new CartCommand.Create(caller, currency.valid(), defaultCurrency, deadline);
  }
}
