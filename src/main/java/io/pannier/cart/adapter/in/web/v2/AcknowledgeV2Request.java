package io.pannier.cart.adapter.in.web.v2;

import io.pannier.cart.application.CartCommand;
import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.web.Field;
import io.pannier.shared.web.JsonFields;
import java.util.List;
import java.util.regex.Pattern;

/** {@code {"noticeIds": […]}}. */
record AcknowledgeV2Request(Field<List<String>> noticeIds) {

  private static final int MOST = 200;
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  static AcknowledgeV2Request read(JsonFields fields) {
    AcknowledgeV2Request request =
        new AcknowledgeV2Request(
            fields.texts("noticeIds", 1, MOST, AcknowledgeV2Request::noticeId));
    fields.end();
    return request;
  }

  CartCommand.AcknowledgeNotices toCommand(CartCommand.Target target) {
    return new CartCommand.AcknowledgeNotices(target, noticeIds.get());
  }

  private static String noticeId(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new InvalidValueException("is not the id of a notice");
    }
    return text;
  }
}
