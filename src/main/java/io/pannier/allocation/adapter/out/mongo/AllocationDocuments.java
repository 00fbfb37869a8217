package io.pannier.allocation.adapter.out.mongo;

import io.pannier.allocation.domain.model.Batch;
import io.pannier.allocation.domain.model.Movement;
import io.pannier.allocation.domain.model.OrderLine;
import io.pannier.allocation.domain.model.Stock;
import io.pannier.shared.model.ProductId.Sku;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Date;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * How stocks, lines and kept batches are stored. Every document says the version of its form; a
 * newer one is not understood here and must not be changed.
 *
 * @param lineRetention how long released and shipped lines, and no others, are kept
 */
record AllocationDocuments(Duration lineRetention) {

  static final String STOCKS = "stocks";
  static final String LINES = "orderLines";
  static final String KEPT = "keptBatches";

  static final String VERSION = "version";
  static final String SEQUENCE = "sequence";
  static final String SKU = "sku";
  static final String ORDER = "orderId";
  static final String STATE = "state";
  static final String BATCH = "batchReference";
  static final String SINCE = "since";
  static final String QUANTITY = "quantity";
  static final String SHIPPED = "shipped";
  static final String CHANGED_AT = "changedAt";
  static final String PURGE_AT = "purgeAt";

  private static final String SCHEMA = "schemaVersion";
  private static final int SCHEMA_VERSION = 1;

  Document of(Stock stock) {
    return new Document("_id", stock.sku().value())
        .append(SCHEMA, SCHEMA_VERSION)
        .append(VERSION, stock.version())
        .append("batches", stock.batches().stream().map(batch -> of(batch)).toList())
        .append(
            "unsettled",
            stock.unsettled().stream()
                .map(
                    movement ->
                        new Document("follows", movement.follows())
                            .append("line", fields(movement.line())))
                .toList());
  }

  Stock stock(Document document) {
    requireKnown(document);
    Sku sku = new Sku(document.getString("_id"));
    return new Stock(
        sku,
        document.getLong(VERSION),
        document.getList("batches", Document.class).stream().map(batch -> batch(batch)).toList(),
        document.getList("unsettled", Document.class).stream()
            .map(
                movement ->
                    new Movement(
                        movement.getLong("follows"), fields(movement.get("line", Document.class))))
            .toList());
  }

  private static Document of(Batch batch) {
    return without(
        new Document("reference", batch.reference().value())
            .append(QUANTITY, batch.quantity())
            .append("allocated", batch.allocated())
            .append(SHIPPED, batch.shipped())
            .append("eta", batch.eta() == null ? null : batch.eta().toString())
            .append("revision", batch.revision()));
  }

  private static Batch batch(Document document) {
    String eta = document.getString("eta");
    return new Batch(
        new Batch.Reference(document.getString("reference")),
        document.getLong(QUANTITY),
        document.getLong("allocated"),
        document.getLong(SHIPPED),
        eta == null ? null : LocalDate.parse(eta),
        document.getLong("revision"));
  }

  Document of(OrderLine line) {
    boolean ended =
        line.state() == OrderLine.State.RELEASED || line.state() == OrderLine.State.SHIPPED;
    Document document = new Document("_id", line.id().text()).append(SCHEMA, SCHEMA_VERSION);
    document.putAll(fields(line));
    if (ended) {
      document.append(PURGE_AT, Date.from(line.changedAt().plus(lineRetention)));
    }
    return document;
  }

  OrderLine line(Document document) {
    requireKnown(document);
    OrderLine line = fields(document);
    if (!line.id().text().equals(document.getString("_id"))) {
      throw new IllegalArgumentException("a line is stored under its order and SKU");
    }
    return line;
  }

  private static Document fields(OrderLine line) {
    return without(
        new Document(ORDER, line.id().order().value())
            .append(SKU, line.id().sku().value())
            .append(QUANTITY, line.quantity())
            .append(STATE, line.state().name())
            .append(BATCH, line.batch() == null ? null : line.batch().value())
            .append(CHANGED_AT, Date.from(line.changedAt()))
            .append("revision", line.revision())
            .append(SINCE, line.since())
            .append(SEQUENCE, line.sequence()));
  }

  private static OrderLine fields(Document document) {
    String batch = document.getString(BATCH);
    return new OrderLine(
        new OrderLine.Id(
            new OrderLine.OrderId(document.getString(ORDER)), new Sku(document.getString(SKU))),
        document.getLong(QUANTITY),
        OrderLine.State.valueOf(document.getString(STATE)),
        batch == null ? null : new Batch.Reference(batch),
        document.getDate(CHANGED_AT).toInstant(),
        document.getLong("revision"),
        document.getLong(SINCE),
        document.getLong(SEQUENCE));
  }

  Document of(Batch.KeptAside kept) {
    Document document =
        new Document("_id", id(kept.sku(), kept.batch().reference()))
            .append(SCHEMA, SCHEMA_VERSION)
            .append(SKU, kept.sku().value());
    document.putAll(of(kept.batch()));
    return document.append(VERSION, kept.version());
  }

  Batch.KeptAside kept(Document document) {
    requireKnown(document);
    return new Batch.KeptAside(
        new Sku(document.getString(SKU)), batch(document), document.getLong(VERSION));
  }

  static String id(Sku sku, Batch.Reference reference) {
    return sku + "/" + reference;
  }

  private static void requireKnown(Document document) {
    Integer version = document.getInteger(SCHEMA);
    if (!Objects.equals(version, SCHEMA_VERSION)) {
      throw new IllegalArgumentException("a form that this service does not know");
    }
  }

  /** Absent, where there is nothing to say. */
  private static Document without(Document document) {
    document.values().removeIf(AllocationDocuments::isNothing);
    return document;
  }

  private static boolean isNothing(@Nullable Object value) {
    return value == null;
  }
}
