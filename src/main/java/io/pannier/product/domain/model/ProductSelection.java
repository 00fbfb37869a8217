package io.pannier.product.domain.model;

import io.pannier.offer.domain.model.Section;
import io.pannier.shared.model.InvalidValueException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

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
    Set<ProductField> union = new HashSet<>();
    parts.forEach(union::addAll);
    return new ProductSelection(union);
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
    Set<Section> sections = EnumSet.noneOf(Section.class);
    fields.forEach(field -> sections.add(field.section()));
    return sections;
  }
}
