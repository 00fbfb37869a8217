package io.pannier.catalog.adapter.out.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.pannier.shared.upstream.Expect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A product as the catalog sends it. */
record CatalogItemPayload(
    Description desc,
    @Nullable String brandNm,
    String lifecycleCd,
    @Nullable List<Medium> media,
    @Nullable OrderRules orderRules,
    String lastUpdTs) {

  CatalogItemPayload {
    Expect.present(desc, "desc");
    Expect.present(lifecycleCd, "lifecycleCd");
    Expect.present(lastUpdTs, "lastUpdTs");
    media = Expect.list(media, "media");
  }

  record Description(
      @JsonProperty("short") String brief, @JsonProperty("long") @Nullable String full) {

    Description {
      Expect.present(brief, "desc.short");
    }
  }

  record Medium(String role, String path) {

    Medium {
      Expect.present(role, "media.role");
      Expect.present(path, "media.path");
    }
  }

  record OrderRules(Integer minQty, Integer maxQty, Integer multQty) {

    OrderRules {
      Expect.present(minQty, "orderRules.minQty");
      Expect.present(maxQty, "orderRules.maxQty");
      Expect.present(multQty, "orderRules.multQty");
    }
  }
}
