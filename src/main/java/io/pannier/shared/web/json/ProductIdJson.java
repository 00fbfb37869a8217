package io.pannier.shared.web.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.model.ProductId;
import io.pannier.shared.model.ProductId.Sku;
import io.pannier.shared.model.ProductId.Upc;
import io.pannier.shared.web.input.Field;
import io.pannier.shared.web.input.JsonFields;
import org.jspecify.annotations.Nullable;

/** What a product is known by: in every object exactly one of {@code upc} and {@code sku}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProductIdJson(@Nullable String upc, @Nullable String sku) {

  public static ProductIdJson of(ProductId id) {
    return id.fold(
        upc -> new ProductIdJson(upc.text(), null), sku -> new ProductIdJson(null, sku.text()));
  }

  /** Takes the two fields of an object, of which one must be there. */
  public static Field<ProductId> read(JsonFields fields) {
    if (!fields.has("sku")) {
      return fields.has("upc")
          ? fields.text("upc", text -> upc(text, "sku"))
          : fields.refuse("upc", "is required, or sku in its place");
    }
    Field<ProductId> sku = fields.text("sku", Sku::new);
    if (!fields.has("upc")) {
      return sku;
    }
    fields.text("upc", text -> upc(text, "sku"));
    return fields.refuse("sku", "must not be given together with upc");
  }

  /**
   * A GTIN.
   *
   * @param place where a SKU goes
   * @throws InvalidValueException that also says so, if the text may be meant as one
   */
  public static ProductId upc(String text, String place) {
    try {
      return Upc.parse(text);
    } catch (InvalidValueException noGtin) {
      if (!Sku.isOne(text)) {
        throw noGtin;
      }
      throw new InvalidValueException(
          noGtin.getMessage() + "; if it is meant as a SKU, it belongs into " + place);
    }
  }
}
