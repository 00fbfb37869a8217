package io.pannier.catalog.adapter.out.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.catalog.domain.model.CatalogItem.OrderLimits;
import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.model.ProductId;
import io.pannier.shared.model.Provenance.Source;
import io.pannier.shared.upstream.Flaws;
import io.pannier.shared.upstream.MediaLibrary;
import io.pannier.shared.upstream.Payloads;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the catalog in our words. Decisions rest on the lifecycle and on the order rules: an
 * entry that is wrong there is an invalid answer. Everything else is for show: what is wrong with a
 * text or a picture costs that text or picture, so that a recalled product stays recalled. {@code
 * lastUpdTs} is not read.
 */
final class ItemTranslator {

  private final MediaLibrary media;
  private final int maximumQuantity;
  private final Flaws flaws;

  /**
   * Creates one.
   *
   * @param maximumQuantity what a line of a cart holds at most, whatever the catalog allows
   */
  ItemTranslator(MediaLibrary media, int maximumQuantity, Flaws flaws) {
    this.media = media;
    this.maximumQuantity = maximumQuantity;
    this.flaws = flaws;
  }

  /**
   * Translates one.
   *
   * @throws IllegalArgumentException if decisions cannot rest on it
   * @throws ArithmeticException if a limit is more than can be counted
   */
  CatalogItem translate(ProductId id, JsonNode item) {
    JsonNode description = item.path("desc");
    return new CatalogItem(
        id,
        show(id, "desc.short", () -> Payloads.shownText(description.path("short"))),
        show(id, "desc.long", () -> optionalText(description.path("long"))),
        show(id, "brandNm", () -> optionalText(item.path("brandNm"))),
        lifecycle(Payloads.text(item.path("lifecycleCd"))),
        images(id, item.path("media")),
        limits(item.path("orderRules")));
  }

  private List<CatalogItem.Image> images(ProductId id, JsonNode sent) {
    List<JsonNode> pictures =
        Payloads.isAbsent(sent) ? null : show(id, "media", () -> Payloads.list(sent));
    if (pictures == null) {
      return List.of();
    }
    List<CatalogItem.Image> images = new ArrayList<>(pictures.size());
    for (JsonNode one : pictures) {
      CatalogItem.Image image = show(id, "media.path", () -> image(one));
      if (image != null) {
        images.add(image);
      }
    }
    return images;
  }

  private CatalogItem.Image image(JsonNode sent) {
    return new CatalogItem.Image(
        Payloads.shownText(sent.path("role")), media.locate(Payloads.text(sent.path("path"))));
  }

  private @Nullable OrderLimits limits(JsonNode rules) {
    Optional<OrderLimits> own =
        Payloads.isAbsent(rules)
            ? Optional.of(OrderLimits.NONE)
            : OrderLimits.of(
                quantity(rules.path("minQty")),
                quantity(rules.path("maxQty")),
                quantity(rules.path("multQty")));
    return own.flatMap(limits -> limits.within(maximumQuantity)).orElse(null);
  }

  private static int quantity(JsonNode sent) {
    return Math.toIntExact(Payloads.integer(sent));
  }

  private static CatalogItem.Lifecycle lifecycle(String code) {
    return switch (code) {
      case "A" -> CatalogItem.Lifecycle.ACTIVE;
      case "P" -> CatalogItem.Lifecycle.PRE_SALE;
      case "D" -> CatalogItem.Lifecycle.DISCONTINUED;
      case "R" -> CatalogItem.Lifecycle.RECALLED;
      case "W" -> CatalogItem.Lifecycle.WITHDRAWN;
      default -> throw new InvalidValueException("unknown lifecycle");
    };
  }

  private <T> @Nullable T show(
      ProductId id, String field, Supplier<? extends @Nullable T> reading) {
    return flaws.optional(Source.CATALOG, id, field, reading);
  }

  private static @Nullable String optionalText(JsonNode sent) {
    boolean isBlank = sent.isTextual() && sent.textValue().isBlank();
    return Payloads.isAbsent(sent) || isBlank ? null : Payloads.shownText(sent);
  }
}
