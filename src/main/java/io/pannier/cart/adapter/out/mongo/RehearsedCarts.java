package io.pannier.cart.adapter.out.mongo;

import io.pannier.cart.domain.model.Attributes;
import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.CartLine;
import io.pannier.cart.domain.model.CartOwner;
import io.pannier.cart.domain.model.CartState;
import io.pannier.cart.domain.model.CartToken;
import io.pannier.cart.domain.model.ChangeableCart;
import io.pannier.cart.domain.model.LineId;
import io.pannier.cart.domain.model.Merges;
import io.pannier.cart.domain.model.Receipts;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.cart.domain.port.CartRepository;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.ProductId.Upc;
import io.pannier.shared.model.SellingLocationId;
import io.pannier.shared.warmup.WarmUp;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.bson.Document;
import org.springframework.data.mongodb.core.convert.MongoConverter;
import reactor.core.publisher.Mono;

/**
 * Carts that are nowhere, for the warm-up: there is one of each id, a guest's with one line, whose
 * token is the same text. What is written is made into a document and forgotten.
 */
final class RehearsedCarts implements CartRepository {

  private static final ProductAtLocation PRODUCT =
      new ProductAtLocation(Upc.parse(WarmUp.UPC), new SellingLocationId(WarmUp.LOCATION));

  private final MongoConverter converter;

  RehearsedCarts(MongoConverter converter) {
    this.converter = converter;
  }

  @Override
  public Mono<StoredCart> view(CartId id, Deadline deadline) {
    return Mono.fromCallable(() -> read(written(cart(id))).toCart());
  }

  @Override
  public Mono<ChangeableCart> find(CartId id, Deadline deadline) {
    return Mono.fromCallable(() -> read(written(cart(id))).toChangeableCart());
  }

  @Override
  public Mono<ChangeableCart> create(ChangeableCart cart, Deadline deadline) {
    return replace(cart, deadline);
  }

  @Override
  public Mono<ChangeableCart> replace(ChangeableCart next, Deadline deadline) {
    return Mono.fromCallable(() -> read(written(next)).toChangeableCart());
  }

  @Override
  public Mono<Void> erase(StoredCart current, Deadline deadline) {
    return Mono.empty();
  }

  @Override
  public Mono<Void> eraseAll(CartOwner.Customer customer, Deadline deadline) {
    return Mono.empty();
  }

  private Document written(ChangeableCart cart) {
    Document document = new Document();
    converter.write(CartDocument.from(cart), document);
    return document;
  }

  private CartDocument read(Document document) {
    return converter.read(CartDocument.class, document);
  }

  private static ChangeableCart cart(CartId id) {
    Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
    CartLine line =
        new CartLine(LineId.of(PRODUCT), new CartLine.Content(PRODUCT, Attributes.NONE), 1, null);
    return new ChangeableCart(
        new StoredCart(
            id,
            1,
            new CartOwner.Guest(new CartToken(id.value()).hash()),
            CartState.ACTIVE,
            Currency.getInstance("USD"),
            List.of(line),
            now,
            now,
            now.plus(Duration.ofHours(1))),
        Receipts.NONE,
        Merges.NONE);
  }
}
