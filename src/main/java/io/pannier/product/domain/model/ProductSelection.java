package io.pannier.product.domain.model;

import io.pannier.offer.domain.model.Section;
import io.pannier.shared.model.InvalidValueException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The requested fields of a product; they decide which services are asked at all. */
public record ProductSelection(Set<ProductField> fields) {

  public static final ProductSelection ALL =
      new ProductSelection(EnumSet.allOf(ProductField.class));

  public ProductSelection {
    if (fields.isEmpty()) {
      throw new InvalidValueException("must ask for something");
    }
    fields = Set.copyOf(fields);
  }

  public static ProductSelection of(ProductField... fields) {
    return new ProductSelection(Set.of(fields));
  }

  public static ProductSelection union(Collection<Set<ProductField>> parts) {
    return new ProductSelection(
        parts.stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet()));
  }

  public boolean includes(ProductField field) {
    return fields.contains(field);
  }

  /** Whether this service has to be asked. */
  public boolean needs(Section section) {
    return sections().contains(section);
  }

  /** The sections that these fields are in. */
  public Set<Section> sections() {
    return fields.stream().map(ProductField::section).collect(Collectors.toUnmodifiableSet());
  }
}
