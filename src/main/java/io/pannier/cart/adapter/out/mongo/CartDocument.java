package io.pannier.cart.adapter.out.mongo;

import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.CartOwner;
import io.pannier.cart.domain.model.CartState;
import io.pannier.cart.domain.model.CartToken;
import io.pannier.cart.domain.model.CustomerId;
import io.pannier.cart.domain.model.Merges;
import io.pannier.cart.domain.model.Receipts;
import io.pannier.cart.domain.model.StoredCart;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A cart as it is stored: small, and without anything that an upstream says better.
 *
 * @param schemaVersion of this form, in every document. Older ones stay readable and are written
 *     anew with the next change: 1 knew neither customers nor states. Newer ones are not understood
 *     here and must not be changed
 * @param tokenHash of a guest's cart
 * @param customerHash of a customer's cart
 * @param state absent means active
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
    List<ReceiptDocument> receipts,
    @Nullable List<MergeDocument> merges,
    @Nullable Instant mergesForgottenUntil,
    Instant createdAt,
    Instant updatedAt,
    Instant expiresAt) {

  static final String COLLECTION = "carts";
  static final int SCHEMA_VERSION = 2;

  /** Fields that carts are found by: the customer's hash, and the cart that a guest's went into. */
  static final String CUSTOMER = "customerHash";

  static final String MERGED_INTO = "state.mergedInto";

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

  /** The form of a document is none that this service knows. */
  static final class UnknownSchemaException extends RuntimeException {}

  static CartDocument from(StoredCart cart) {
    return new CartDocument(
        cart.id().value(),
        SCHEMA_VERSION,
        cart.version(),
        cart.owner() instanceof CartOwner.Guest guest ? guest.tokenHash().hex() : null,
        cart.owner() instanceof CartOwner.Customer owner ? owner.customerId().hash() : null,
        StateDocument.from(cart.state()),
        cart.currency().getCurrencyCode(),
        cart.lines().stream().map(LineDocument::from).toList(),
        cart.receipts().newestFirst().stream().map(ReceiptDocument::from).toList(),
        cart.merges().newestFirst().stream().map(MergeDocument::from).toList(),
        cart.merges().forgottenUntil(),
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
        new Receipts(receipts.stream().map(ReceiptDocument::toReceipt).toList()),
        merges == null
            ? Merges.NONE
            : new Merges(
                merges.stream().map(MergeDocument::toMerge).toList(), mergesForgottenUntil),
        createdAt,
        updatedAt,
        expiresAt);
  }

  private CartOwner owner() {
    if (tokenHash != null) {
      return new CartOwner.Guest(new CartToken.Hash(tokenHash));
    }
    return new CartOwner.Customer(new CustomerId(Objects.requireNonNull(customerHash)));
  }
}
