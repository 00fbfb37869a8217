package io.pannier.product.domain.model;

import io.pannier.shared.model.Answer;
import io.pannier.shared.model.SectionSummary;
import java.util.Optional;
import java.util.stream.Stream;

/** What each service contributed; a section is empty where its service was not asked. */
public record ProductSections(
    Optional<SectionSummary> catalog,
    Optional<SectionSummary> pricing,
    Optional<SectionSummary> inventory) {

  /** Whether any value is older than it should be, from elsewhere, or could not be told. */
  public boolean areDegraded() {
    return Stream.of(catalog, pricing, inventory)
        .flatMap(Optional::stream)
        .anyMatch(section -> section.status().compareTo(Answer.Status.NOT_FOUND) > 0);
  }
}
