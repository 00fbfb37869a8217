package io.pannier.cart.adapter.out.mongo;

import io.pannier.cart.adapter.out.mongo.CartDocument.LineDocument.MoneyDocument;
import io.pannier.cart.domain.model.Attributes;
import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.CartLine;
import io.pannier.cart.domain.model.CartOwner;
import io.pannier.cart.domain.model.CartOwner.Customer;
import io.pannier.cart.domain.model.CartState;
import io.pannier.cart.domain.model.CartToken;
import io.pannier.cart.domain.model.CartTotals;
import io.pannier.cart.domain.model.ChangeableCart;
import io.pannier.cart.domain.model.Closing;
import io.pannier.cart.domain.model.LineId;
import io.pannier.cart.domain.model.Merges;
import io.pannier.cart.domain.model.Receipts;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.catalog.domain.model.CatalogItem.Lifecycle;
import io.pannier.pricing.domain.model.Price;
import io.pannier.pricing.domain.model.Price.Kind;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Money;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.ProductId.Sku;
import io.pannier.shared.model.ProductId.Upc;
import io.pannier.shared.model.Provenance;
import io.pannier.shared.model.Provenance.Source;
import io.pannier.shared.model.SellingLocationId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A cart as it is stored: small, and without anything that an upstream says better.
 *
 * @param schemaVersion of this form, in every document. Older ones stay readable and are written
 *     anew with the next change: 1 knew neither customers nor states, 2 neither SKUs nor words on
 *     lines, and is still written where there are none. Newer ones are not understood here and must
 *     not be changed
 * @param tokenHash of a guest's cart
 * @param customerHash of a customer's cart
 * @param state absent means active
 * @param receipts never absent in what is stored, but not read for a view
 * @param mergesForgottenUntil absent means that none is forgotten
 */
@Document(CartDocument.COLLECTION)
record CartDocument(
    @Id String id,
    int schemaVersion,
    Long version,
    @Nullable String tokenHash,
    @Nullable String customerHash,
    @Nullable StateDocument state,
    String currency,
    List<LineDocument> lines,
    @Nullable List<ReceiptDocument> receipts,
    @Nullable List<ReceiptDocument.MergeDocument> merges,
    @Nullable Instant mergesForgottenUntil,
    Instant createdAt,
    Instant updatedAt,
    Instant expiresAt) {

  static final String COLLECTION = "carts";
  static final int SCHEMA_VERSION = 3;

  /** Of carts without SKUs and words, so that releases that know neither can still read them. */
  static final int SCHEMA_WITHOUT_SKUS_AND_WORDS = 2;

  /** Fields that carts are found by: the customer's hash, and the cart that a guest's went into. */
  static final String CUSTOMER = "customerHash";

  static final String MERGED_INTO = "state.mergedInto";

  /** What a cart remembers of its changes: most of its bytes, and nothing that a view shows. */
  static final List<String> MEMORY = List.of("receipts", "merges", "mergesForgottenUntil");

  CartDocument {
    Objects.requireNonNull(version);
    Objects.requireNonNull(createdAt);
    Objects.requireNonNull(updatedAt);
    Objects.requireNonNull(expiresAt);
    if ((tokenHash == null) == (customerHash == null)) {
      throw new IllegalArgumentException("a cart is either a guest's or a customer's");
    }
  }

  /** Before anything else is read: a newer form may mean something else by the same names. */
  static void requireKnownSchema(@Nullable Integer schemaVersion) {
    if (schemaVersion == null || schemaVersion < 1 || schemaVersion > SCHEMA_VERSION) {
      throw new UnknownSchemaException();
    }
  }

  /** The document has a schema version that this service does not know. */
  static final class UnknownSchemaException extends RuntimeException {}

  static CartDocument from(ChangeableCart changeable) {
    StoredCart cart = changeable.stored();
    List<LineDocument> lines = cart.lines().stream().map(LineDocument::from).toList();
    StateDocument state = StateDocument.from(cart.state());
    List<ReceiptDocument> receipts =
        changeable.receipts().newestFirst().stream().map(ReceiptDocument::from).toList();
    List<ReceiptDocument.MergeDocument> merges =
        changeable.merges().newestFirst().stream()
            .map(ReceiptDocument.MergeDocument::from)
            .toList();
    boolean needsNewForm =
        lines.stream().anyMatch(line -> line.sku() != null || line.lineId() != null)
            || (state != null && state.needsNewForm())
            || receipts.stream().anyMatch(ReceiptDocument::needsNewForm)
            || merges.stream().anyMatch(ReceiptDocument.MergeDocument::needsNewForm);
    return new CartDocument(
        cart.id().value(),
        needsNewForm ? SCHEMA_VERSION : SCHEMA_WITHOUT_SKUS_AND_WORDS,
        cart.version(),
        cart.owner() instanceof CartOwner.Guest guest ? guest.tokenHash().hex() : null,
        cart.owner() instanceof Customer owner ? owner.hash() : null,
        state,
        cart.currency().getCurrencyCode(),
        lines,
        receipts,
        merges,
        changeable.merges().forgottenUntil(),
        cart.createdAt(),
        cart.updatedAt(),
        cart.expiresAt());
  }

  StoredCart toCart() {
    return new StoredCart(
        new CartId(id),
        version,
        owner(),
        state == null ? CartState.ACTIVE : state.toState(),
        Currency.getInstance(currency),
        lines.stream().map(LineDocument::toLine).toList(),
        createdAt,
        updatedAt,
        expiresAt);
  }

  ChangeableCart toChangeableCart() {
    return new ChangeableCart(
        toCart(),
        new Receipts(
            Objects.requireNonNull(receipts).stream().map(ReceiptDocument::toReceipt).toList()),
        merges == null
            ? Merges.NONE
            : new Merges(
                merges.stream().map(ReceiptDocument.MergeDocument::toMerge).toList(),
                mergesForgottenUntil));
  }

  /** Of what is known by its GTIN; absent for the others. */
  static @Nullable String gtin14(ProductAtLocation product) {
    return product.id() instanceof Upc upc ? upc.gtin14() : null;
  }

  /** Of what is known by the shop's SKU; absent for the others. */
  static @Nullable String sku(ProductAtLocation product) {
    return product.id() instanceof Sku sku ? sku.value() : null;
  }

  static ProductAtLocation product(@Nullable String gtin14, @Nullable String sku, int location) {
    if ((gtin14 == null) == (sku == null)) {
      throw new IllegalArgumentException("a product is known by its GTIN or by its SKU");
    }
    return new ProductAtLocation(
        gtin14 == null ? new Sku(Objects.requireNonNull(sku)) : new Upc(gtin14),
        new SellingLocationId(location));
  }

  /** The id of a line; absent where it follows from the product. */
  static @Nullable String lineId(ProductAtLocation product, @Nullable LineId id) {
    return id == null || id.equals(LineId.of(product)) ? null : id.value();
  }

  static LineId lineId(ProductAtLocation product, @Nullable String stored) {
    return stored == null ? LineId.of(product) : new LineId(stored);
  }

  private CartOwner owner() {
    if (tokenHash != null) {
      return new CartOwner.Guest(new CartToken.Hash(tokenHash));
    }
    return new Customer(Objects.requireNonNull(customerHash));
  }

  /**
   * A line as it is stored.
   *
   * @param lineId only of a line with words on it
   */
  record LineDocument(
      @Nullable String gtin14,
      @Nullable String sku,
      int location,
      @Nullable String lineId,
      @Nullable Map<String, String> attributes,
      int quantity,
      @Nullable MoneyDocument reference) {

    static LineDocument from(CartLine line) {
      Money reference = line.reference();
      Attributes attributes = line.content().attributes();
      return new LineDocument(
          CartDocument.gtin14(line.product()),
          CartDocument.sku(line.product()),
          line.product().location().value(),
          CartDocument.lineId(line.product(), line.id()),
          attributes.isEmpty() ? null : attributes.values(),
          line.quantity(),
          reference == null ? null : MoneyDocument.from(reference));
    }

    CartLine toLine() {
      ProductAtLocation product = CartDocument.product(gtin14, sku, location);
      return new CartLine(
          CartDocument.lineId(product, lineId),
          new CartLine.Content(
              product, attributes == null ? Attributes.NONE : Attributes.of(attributes)),
          quantity,
          reference == null ? null : reference.toMoney());
    }

    /** Money as it is stored: the amount as text, so that no digit is lost. */
    record MoneyDocument(String amount, String currency) {

      static MoneyDocument from(Money money) {
        return new MoneyDocument(
            money.amount().toPlainString(), money.currency().getCurrencyCode());
      }

      Money toMoney() {
        return new Money(new BigDecimal(amount), Currency.getInstance(currency));
      }
    }
  }

  /**
   * How far a cart has come, as it is stored: absent where it is active.
   *
   * @param closing absent in carts that were closed before this was kept. A release that does not
   *     know it reads past it, and no release changes a closed cart, so it needs no schema version
   */
  record StateDocument(
      @Nullable String mergedInto, @Nullable String orderId, @Nullable ClosingDocument closing) {

    StateDocument {
      if ((mergedInto == null) == (orderId == null)) {
        throw new IllegalArgumentException("a cart that has ended is either merged or closed");
      }
      if (closing != null && orderId == null) {
        throw new IllegalArgumentException("only a closed cart was closed with something");
      }
    }

    static @Nullable StateDocument from(CartState state) {
      if (state instanceof CartState.Merged merged) {
        return new StateDocument(merged.mergedInto().value(), null, null);
      }
      if (state instanceof CartState.Closed closed) {
        Closing closing = closed.closing();
        return new StateDocument(
            null, closed.orderId(), closing == null ? null : ClosingDocument.from(closing));
      }
      return null;
    }

    boolean needsNewForm() {
      return closing != null
          && closing.lines().stream().anyMatch(line -> line.sku() != null || line.lineId() != null);
    }

    CartState toState() {
      if (mergedInto != null) {
        return new CartState.Merged(new CartId(mergedInto));
      }
      return orderId != null
          ? new CartState.Closed(orderId, closing == null ? null : closing.toClosing())
          : CartState.ACTIVE;
    }
  }

  /**
   * What a cart was closed with, as it is stored.
   *
   * @param unpriced the ids of lines that could be bought and are not in the sum
   * @param taxIncluded of the sum; absent where it was unknown, as in all that was stored before
   *     this was kept
   */
  record ClosingDocument(
      List<ClosedLineDocument> lines,
      MoneyDocument pricedSubtotal,
      List<String> unpriced,
      @Nullable Boolean taxIncluded) {

    static ClosingDocument from(Closing closing) {
      return new ClosingDocument(
          closing.lines().stream().map(ClosedLineDocument::from).toList(),
          MoneyDocument.from(closing.totals().pricedSubtotal()),
          closing.totals().unpriced().stream().map(LineId::value).toList(),
          closing.totals().taxIncluded());
    }

    Closing toClosing() {
      return new Closing(
          lines.stream().map(ClosedLineDocument::toLine).toList(),
          new CartTotals(
              pricedSubtotal.toMoney(), unpriced.stream().map(LineId::new).toList(), taxIncluded));
    }

    /**
     * A line. With a price it has unit, total, kind and time; where there was none, the time alone;
     * where it was unavailable, the reason alone.
     *
     * @param taxIncluded only with a price, where that says it
     * @param asOf the pricing's own time for its answer
     * @param lifecycle absent where it was not known
     */
    record ClosedLineDocument(
        @Nullable String gtin14,
        @Nullable String sku,
        int location,
        @Nullable String lineId,
        @Nullable MoneyDocument unit,
        @Nullable MoneyDocument total,
        @Nullable Kind kind,
        @Nullable Boolean taxIncluded,
        @Nullable Instant asOf,
        @Nullable Reason reason,
        @Nullable Lifecycle lifecycle) {

      ClosedLineDocument {
        boolean priced = unit != null;
        if ((total != null) != priced
            || (kind != null) != priced
            || (taxIncluded != null && !priced)
            || (priced && asOf == null)
            || (asOf == null) == (reason == null)) {
          throw new IllegalArgumentException("a line was closed with a price, without, or unknown");
        }
      }

      static ClosedLineDocument from(Closing.Line line) {
        Price price = line.price().known().orElse(null);
        return new ClosedLineDocument(
            CartDocument.gtin14(line.product()),
            CartDocument.sku(line.product()),
            line.product().location().value(),
            CartDocument.lineId(line.product(), line.id()),
            price == null ? null : MoneyDocument.from(price.current()),
            line.total() == null ? null : MoneyDocument.from(line.total()),
            price == null ? null : price.kind(),
            price == null ? null : price.taxIncluded(),
            line.price().origin().map(Provenance::asOf).orElse(null),
            line.price().reason().orElse(null),
            line.lifecycle());
      }

      Closing.Line toLine() {
        ProductAtLocation product = CartDocument.product(gtin14, sku, location);
        return new Closing.Line(
            CartDocument.lineId(product, lineId),
            product,
            price(),
            total == null ? null : total.toMoney(),
            lifecycle);
      }

      private Answer<Price> price() {
        if (reason != null) {
          return Answer.unavailable(reason);
        }
        Provenance then = Provenance.closed(Source.PRICING, Objects.requireNonNull(asOf));
        return unit == null
            ? Answer.notFound(then)
            : Answer.found(
                new Price(unit.toMoney(), null, Objects.requireNonNull(kind), null, taxIncluded),
                then);
      }
    }
  }
}
