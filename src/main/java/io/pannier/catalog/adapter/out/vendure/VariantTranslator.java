package io.pannier.catalog.adapter.out.vendure;

import com.fasterxml.jackson.databind.JsonNode;
import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.catalog.domain.model.CatalogItem.Image;
import io.pannier.catalog.domain.model.CatalogItem.Lifecycle;
import io.pannier.catalog.domain.model.CatalogItem.OrderLimits;
import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.model.ProductId;
import io.pannier.shared.model.Provenance.Source;
import io.pannier.shared.upstream.Flaws;
import io.pannier.shared.upstream.MediaLibrary;
import io.pannier.shared.upstream.Payloads;
import io.pannier.shared.upstream.PlainText;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One variant in our words. Decisions rest on whether it may be sold: an entry that is wrong there
 * is an invalid answer. Everything else is for show: what is wrong with it costs that text or
 * picture. The engine has no rules of how many may be ordered.
 */
final class VariantTranslator {

  private final VendureCatalogProperties.Conventions conventions;
  private final OrderLimits lineLimits;
  private final Flaws flaws;

  VariantTranslator(
      VendureCatalogProperties.Conventions conventions, OrderLimits lineLimits, Flaws flaws) {
    this.conventions = conventions;
    this.lineLimits = lineLimits;
    this.flaws = flaws;
  }

  /**
   * Translates one.
   *
   * @throws IllegalArgumentException if decisions cannot rest on it
   */
  CatalogItem translate(ProductId id, JsonNode variant) {
    return new CatalogItem(
        id,
        show(id, "name", () -> Payloads.shownText(variant.path("name"))),
        show(id, "description", () -> description(variant.path("product").path("description"))),
        show(id, "facetValues", () -> brand(variant)),
        lifecycle(variant),
        images(id, variant),
        lineLimits);
  }

  /** Editors write it as HTML; the engine has an empty one where there is none. */
  private static @Nullable String description(JsonNode sent) {
    String text = Payloads.isAbsent(sent) ? "" : PlainText.ofHtml(Payloads.text(sent));
    return text.isEmpty() ? null : text;
  }

  /** The first value of the brand's facet: the variant's, else the product's. */
  private @Nullable String brand(JsonNode variant) {
    List<JsonNode> brands = facetValues(variant, conventions.brandFacet());
    return brands.isEmpty() ? null : Payloads.shownText(brands.get(0).path("name"));
  }

  private Lifecycle lifecycle(JsonNode variant) {
    boolean variantIsEnabled = flag(variant.path("enabled"));
    boolean productIsEnabled = flag(variant.path("product").path("enabled"));
    String facet = conventions.lifecycleFacet();
    List<String> codes =
        facet == null
            ? List.of()
            : facetValues(variant, facet).stream()
                .map(value -> Payloads.text(value.path("code")))
                .distinct()
                .toList();
    if (codes.size() > 1) {
      throw new InvalidValueException("several lifecycles");
    }
    if (codes.isEmpty()) {
      return variantIsEnabled && productIsEnabled ? Lifecycle.ACTIVE : Lifecycle.WITHDRAWN;
    }
    return switch (codes.get(0)) {
      case "pre-sale" -> Lifecycle.PRE_SALE;
      case "discontinued" -> Lifecycle.DISCONTINUED;
      case "recalled" -> Lifecycle.RECALLED;
      default -> throw new InvalidValueException("unknown lifecycle");
    };
  }

  private static boolean flag(JsonNode sent) {
    if (!sent.isBoolean()) {
      throw new InvalidValueException("not a boolean");
    }
    return sent.booleanValue();
  }

  /** Of the variant and then of its product. */
  private static List<JsonNode> facetValues(JsonNode variant, String facet) {
    return Stream.of(variant, variant.path("product"))
        .flatMap(holder -> Payloads.list(holder.path("facetValues")).stream())
        .filter(value -> Payloads.text(value.path("facet").path("code")).equals(facet))
        .toList();
  }

  /** The variant's pictures, else the product's; the featured one is the primary one. */
  private List<Image> images(ProductId id, JsonNode variant) {
    List<Image> own = imagesOf(id, variant);
    return own.isEmpty() ? imagesOf(id, variant.path("product")) : own;
  }

  private List<Image> imagesOf(ProductId id, JsonNode holder) {
    URI assets = conventions.assetBaseUrl();
    if (assets == null) {
      return List.of();
    }
    JsonNode featured = holder.path("featuredAsset");
    Image primary =
        Payloads.isAbsent(featured)
            ? null
            : show(id, "featuredAsset", () -> image("PRIMARY", featured, assets));
    List<JsonNode> others = show(id, "assets", () -> Payloads.list(holder.path("assets")));
    return Stream.concat(
            Stream.ofNullable(primary),
            (others == null ? List.<JsonNode>of() : others)
                .stream()
                    .filter(asset -> !asset.equals(featured))
                    .flatMap(
                        asset ->
                            Stream.ofNullable(
                                show(id, "assets", () -> image("GALLERY", asset, assets)))))
        .toList();
  }

  /** Nothing for what is no picture: a film, or papers. */
  private @Nullable Image image(String role, JsonNode asset, URI assets) {
    if (!Payloads.text(asset.path("type")).equals("IMAGE")) {
      return null;
    }
    String address = Payloads.text(asset.path("preview"));
    String prefix = assets.toString();
    if (!address.startsWith(prefix)) {
      throw new InvalidValueException("not below the base of assets");
    }
    URI media = conventions.mediaBaseUrl() == null ? assets : conventions.mediaBaseUrl();
    return new Image(role, new MediaLibrary(media).locate(address.substring(prefix.length())));
  }

  private <T> @Nullable T show(
      ProductId id, String field, Supplier<? extends @Nullable T> reading) {
    return flaws.optional(Source.CATALOG, id, field, reading);
  }
}
