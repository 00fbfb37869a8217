package io.pannier.product.adapter.in.web.v2;

import static io.pannier.product.domain.model.ProductField.PRICING_CURRENT;
import static io.pannier.product.domain.model.ProductField.PRICING_REGULAR;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.pannier.pricing.domain.model.Price;
import io.pannier.product.domain.model.ProductSelection;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.SellingLocationId;
import io.pannier.shared.web.json.MoneyJson;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The price at a location, of what was asked for; its values are left out where it is unknown. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PriceV2(
    int sellingLocationId,
    Answer.Status status,
    @Nullable Reason reason,
    @Nullable MoneyJson current,
    @Nullable MoneyJson regular,
    Price.@Nullable Kind kind,
    @Nullable Instant validUntil) {

  static PriceV2 from(
      SellingLocationId location, Answer<Price> answer, ProductSelection selection) {
    Asked<Price> price = new Asked<>(answer.known(), selection);
    return new PriceV2(
        location.value(),
        answer.status(),
        answer.reason().orElse(null),
        price.get(PRICING_CURRENT, p -> MoneyJson.from(p.current())),
        price.get(PRICING_REGULAR, p -> MoneyJson.from(p.regular())),
        price.get(PRICING_CURRENT, Price::kind),
        price.get(PRICING_CURRENT, Price::validUntil));
  }
}
