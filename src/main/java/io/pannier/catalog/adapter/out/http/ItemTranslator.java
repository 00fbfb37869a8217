package io.pannier.catalog.adapter.out.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.catalog.domain.model.Lifecycle;
import io.pannier.catalog.domain.model.OrderLimits;
import io.pannier.catalog.domain.model.ProductImage;
import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.model.Upc;
import io.pannier.shared.upstream.UpstreamJson;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the catalog in our words. Whatever is wrong with it, a picture elsewhere included,
 * spoils the whole entry: what lies in one field is not believed in the others.
 *
 * @param maximumQuantity what a line of a cart holds at most, whatever the catalog allows
 */
record ItemTranslator(MediaLibrary media, int maximumQuantity) {

  private static final DateTimeFormatter COMPACT =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssX", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  CatalogItem translate(Upc upc, JsonNode entry) {
    CatalogItemPayload item = UpstreamJson.readEntry(entry, CatalogItemPayload.class);
    COMPACT.parse(item.lastUpdTs());
    return new CatalogItem(
        upc,
        wellFormed(item.desc().brief()),
        optional(item.desc().full()),
        optional(item.brandNm()),
        lifecycle(item.lifecycleCd()),
        images(item.media()),
        limits(item.orderRules()));
  }

  private List<ProductImage> images(@Nullable List<CatalogItemPayload.Medium> sent) {
    if (sent == null) {
      return List.of();
    }
    return sent.stream()
        .map(one -> new ProductImage(wellFormed(one.role()), media.locate(one.path())))
        .toList();
  }

  private @Nullable OrderLimits limits(CatalogItemPayload.@Nullable OrderRules rules) {
    Optional<OrderLimits> own =
        rules == null
            ? Optional.of(OrderLimits.NONE)
            : OrderLimits.of(rules.minQty(), rules.maxQty(), rules.multQty());
    return own.flatMap(limits -> limits.within(maximumQuantity)).orElse(null);
  }

  private static Lifecycle lifecycle(String code) {
    return switch (code) {
      case "A" -> Lifecycle.ACTIVE;
      case "P" -> Lifecycle.PRE_SALE;
      case "D" -> Lifecycle.DISCONTINUED;
      case "R" -> Lifecycle.RECALLED;
      default -> throw new InvalidValueException("unknown lifecycle");
    };
  }

  private static @Nullable String optional(@Nullable String text) {
    return text == null || text.isBlank() ? null : wellFormed(text);
  }

  /** JSON can escape half a character; it could not be written to clients. */
  private static String wellFormed(String text) {
    boolean halves =
        text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE || c == 0);
    if (text.isBlank() || halves) {
      throw new InvalidValueException("not a text");
    }
    return text;
  }
}
