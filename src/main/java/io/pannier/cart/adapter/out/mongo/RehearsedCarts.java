package io.pannier.cart.adapter.out.mongo;

import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.CartOwner;
import io.pannier.cart.domain.model.CartToken;
import io.pannier.cart.domain.model.ChangeableCart;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.cart.domain.port.CartRepository;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.warmup.WarmUp;
import java.util.Locale;
import org.bson.Document;
import org.springframework.data.mongodb.core.convert.MongoConverter;
import reactor.core.publisher.Mono;

/**
 * Replaces the cart store during the warm-up. It has a cart of every id, a guest's with one line,
 * whose token is the same text. What is written is made into a document and forgotten.
 */
final class RehearsedCarts implements CartRepository {

  /** As it is stored, without its id and its token. */
  private static final String CART =
      String.format(
          Locale.ROOT,
          """
          {"schemaVersion": 2, "version": {"$numberLong": "1"}, "currency": "USD",
           "lines": [{"gtin14": "00%s", "location": %d, "quantity": 1}], "receipts": [],
           "createdAt": {"$date": "2025-01-01T00:00:00Z"},
           "updatedAt": {"$date": "2025-01-01T00:00:00Z"},
           "expiresAt": {"$date": "9999-01-01T00:00:00Z"}}
          """,
          WarmUp.UPC,
          WarmUp.LOCATION);

  private final MongoConverter converter;

  RehearsedCarts(MongoConverter converter) {
    this.converter = converter;
  }

  @Override
  public Mono<StoredCart> view(CartId id, Deadline deadline) {
    return Mono.fromCallable(() -> read(stored(id)).toCart());
  }

  @Override
  public Mono<ChangeableCart> find(CartId id, Deadline deadline) {
    return Mono.fromCallable(() -> read(stored(id)).toChangeableCart());
  }

  @Override
  public Mono<ChangeableCart> create(ChangeableCart cart, Deadline deadline) {
    return replace(cart, deadline);
  }

  @Override
  public Mono<ChangeableCart> replace(ChangeableCart next, Deadline deadline) {
    return Mono.fromCallable(
        () -> {
          Document written = new Document();
          converter.write(CartDocument.from(next), written);
          return read(written).toChangeableCart();
        });
  }

  @Override
  public Mono<Void> erase(StoredCart current, Deadline deadline) {
    return Mono.empty();
  }

  @Override
  public Mono<Void> eraseAll(CartOwner.Customer customer, Deadline deadline) {
    return Mono.empty();
  }

  private static Document stored(CartId id) {
    return Document.parse(CART)
        .append("_id", id.value())
        .append("tokenHash", new CartToken(id.value()).hash().hex());
  }

  private CartDocument read(Document document) {
    return converter.read(CartDocument.class, document);
  }
}
