package io.pannier.cart.domain.model;

import io.pannier.pricing.domain.model.Price;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.model.ProductAtLocation;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a cart was closed with. It is shown from then on, whatever upstreams answer later.
 *
 * @param lines one for each line of the cart
 * @param totals of the lines that could be bought then
 */
public record Closing(List<ClosedLine> lines, CartTotals totals) {

  public Closing {
    lines = List.copyOf(lines);
    Set<LineId> unpriced =
        lines.stream()
            .filter(line -> line.total() == null)
            .map(line -> LineId.of(line.product()))
            .collect(Collectors.toSet());
    if (lines.stream().map(ClosedLine::product).distinct().count() < lines.size()
        || !unpriced.containsAll(totals.unpriced())) {
      throw new InvalidValueException("the totals are not those of the lines");
    }
  }

  static Closing of(Cart cart) {
    return new Closing(cart.items().stream().map(ClosedLine::of).toList(), cart.totals());
  }

  /** What the products cost then. */
  public Answers<ProductAtLocation, Price> prices() {
    Map<ProductAtLocation, Answer<Price>> prices = new LinkedHashMap<>();
    lines.forEach(line -> prices.put(line.product(), line.price()));
    return new Answers<>(prices);
  }

  /** Whether a cart in this currency may have been closed with it, and have held these. */
  boolean fits(Currency currency, List<CartLine> held) {
    return totals.pricedSubtotal().currency().equals(currency)
        && held.stream().allMatch(line -> line(line.product()).isPresent());
  }

  Optional<ClosedLine> line(ProductAtLocation product) {
    return lines.stream().filter(line -> line.product().equals(product)).findFirst();
  }
}
