package io.pannier.cart.adapter.in.web.v2;

import io.pannier.cart.application.CartCommand;
import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.CartMerge;
import io.pannier.cart.domain.model.CartToken;
import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.web.Field;
import io.pannier.shared.web.JsonFields;

/** {@code {"sourceCartId", "sourceCartToken", "strategy"?: "MAX"}}. */
record MergeV2Request(
    Field<CartId> sourceCartId,
    Field<CartToken> sourceCartToken,
    Field<CartMerge.Strategy> strategy) {

  private static final int LONGEST_TOKEN = 255;

  static MergeV2Request read(JsonFields fields) {
    MergeV2Request request =
        new MergeV2Request(
            fields.text("sourceCartId", CartId::new),
            fields.text("sourceCartToken", MergeV2Request::token),
            fields.optionalText("strategy", MergeV2Request::strategy));
    fields.end();
    return request;
  }

  CartCommand.Merge toCommand(CartCommand.Target target) {
    return new CartCommand.Merge(
        target, sourceCartId.get(), sourceCartToken.get(), strategy.orElse(CartMerge.Strategy.MAX));
  }

  private static CartToken token(String text) {
    if (text.isEmpty() || text.length() > LONGEST_TOKEN) {
      throw new InvalidValueException("is not the token of a cart");
    }
    return new CartToken(text);
  }

  private static CartMerge.Strategy strategy(String text) {
    return switch (text) {
      case "MAX" -> CartMerge.Strategy.MAX;
      case "SUM" -> CartMerge.Strategy.SUM;
      default -> throw new InvalidValueException("must be MAX or SUM");
    };
  }
}
