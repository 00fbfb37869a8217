package io.pannier.product.adapter.in.web.v2;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.pannier.product.domain.model.ProductSections;
import io.pannier.shared.web.json.SectionJson;
import org.jspecify.annotations.Nullable;

/** What each service contributed, summed up. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SectionsV2(
    @Nullable SectionJson catalog, @Nullable SectionJson pricing, @Nullable SectionJson inventory) {

  static SectionsV2 from(ProductSections sections) {
    return new SectionsV2(
        sections.catalog().map(SectionJson::of).orElse(null),
        sections.pricing().map(SectionJson::of).orElse(null),
        sections.inventory().map(SectionJson::of).orElse(null));
  }
}
