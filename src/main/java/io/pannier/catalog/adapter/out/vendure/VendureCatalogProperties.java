package io.pannier.catalog.adapter.out.vendure;

import io.pannier.shared.settings.ConditionalOnUpstreamKind;
import io.pannier.shared.settings.PropertyChecks;
import io.pannier.shared.vendure.Vendure;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the engine is asked about its products; where it is, {@code pannier.vendure} says.
 *
 * @param timeout of one attempt
 */
@ConfigurationProperties("pannier.upstream.catalog")
@ConditionalOnUpstreamKind(upstream = "catalog", kind = Vendure.KIND)
record VendureCatalogProperties(
    @DefaultValue("400ms") Duration timeout, @DefaultValue Conventions vendure) {

  VendureCatalogProperties {
    PropertyChecks.positive("pannier.upstream.catalog.timeout", timeout);
  }

  /**
   * How the shop uses the engine's fields.
   *
   * @param channel the token of the channel whose names and descriptions are shown; absent: the
   *     default channel, which has all products
   * @param brandFacet the code of the facet whose value is the brand
   * @param lifecycleFacet the code of the facet whose value, {@code pre-sale}, {@code discontinued}
   *     or {@code recalled}, says why a product is not for sale; absent: there is none
   * @param assetBaseUrl what the addresses of pictures begin with; absent: no pictures are shown
   * @param mediaBaseUrl what replaces that for clients; absent: the same
   */
  record Conventions(
      @Nullable String channel,
      @DefaultValue("brand") String brandFacet,
      @Nullable String lifecycleFacet,
      @Nullable URI assetBaseUrl,
      @Nullable URI mediaBaseUrl) {

    private static final String PREFIX = "pannier.upstream.catalog.vendure.";

    Conventions {
      channel = channel == null ? null : PropertyChecks.header(PREFIX + "channel", channel);
      brandFacet = PropertyChecks.text(PREFIX + "brand-facet", brandFacet);
      if (lifecycleFacet != null) {
        lifecycleFacet = PropertyChecks.text(PREFIX + "lifecycle-facet", lifecycleFacet);
      }
      if (assetBaseUrl != null) {
        PropertyChecks.address(PREFIX + "asset-base-url", assetBaseUrl);
      }
      if (mediaBaseUrl != null) {
        PropertyChecks.address(PREFIX + "media-base-url", mediaBaseUrl);
      }
    }
  }
}
