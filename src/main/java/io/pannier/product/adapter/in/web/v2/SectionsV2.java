package io.pannier.product.adapter.in.web.v2;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.pannier.product.domain.model.ProductSections;
import io.pannier.shared.model.AnswerStatus;
import io.pannier.shared.model.Reason;
import io.pannier.shared.model.Section;
import io.pannier.shared.model.Source;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What each service contributed, summed up. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SectionsV2(
    @Nullable Summary catalog, @Nullable Summary pricing, @Nullable Summary inventory) {

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Summary(
      AnswerStatus status, List<String> sources, @Nullable Instant asOf, @Nullable Reason reason) {
    static Summary from(Section section) {
      return new Summary(
          section.status(),
          section.sources().stream().map(Source::text).toList(),
          section.asOf().orElse(null),
          section.reason().orElse(null));
    }
  }

  static SectionsV2 from(ProductSections sections) {
    return new SectionsV2(
        sections.catalog().map(Summary::from).orElse(null),
        sections.pricing().map(Summary::from).orElse(null),
        sections.inventory().map(Summary::from).orElse(null));
  }
}
