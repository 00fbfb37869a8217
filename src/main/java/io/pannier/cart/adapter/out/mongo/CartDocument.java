package io.pannier.cart.adapter.out.mongo;

import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.cart.domain.model.TokenHash;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A cart as it is stored: small, and without anything that an upstream says better.
 *
 * @param schemaVersion of this form; older ones stay readable
 */
@Document(CartDocument.COLLECTION)
record CartDocument(
    @Id String id,
    int schemaVersion,
    Long version,
    String tokenHash,
    String currency,
    List<LineDocument> lines,
    List<ReceiptDocument> receipts,
    Instant createdAt,
    Instant updatedAt,
    Instant expiresAt) {

  static final String COLLECTION = "carts";
  static final int SCHEMA_VERSION = 1;

  static CartDocument from(StoredCart cart) {
    return new CartDocument(
        cart.id().value(),
        SCHEMA_VERSION,
        cart.version(),
        cart.tokenHash().hex(),
        cart.currency().getCurrencyCode(),
        cart.lines().stream().map(LineDocument::from).toList(),
        cart.receipts().stream().map(ReceiptDocument::from).toList(),
        cart.createdAt(),
        cart.updatedAt(),
        cart.expiresAt());
  }

  StoredCart toCart() {
    return new StoredCart(
        new CartId(id),
        version,
        new TokenHash(tokenHash),
        Currency.getInstance(currency),
        lines.stream().map(LineDocument::toLine).toList(),
        receipts.stream().map(ReceiptDocument::toReceipt).toList(),
        createdAt,
        updatedAt,
        expiresAt);
  }
}
