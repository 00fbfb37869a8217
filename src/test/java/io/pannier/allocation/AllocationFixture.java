package io.pannier.allocation;

import io.pannier.allocation.domain.model.Batch;
import io.pannier.allocation.domain.model.OrderLine;
import io.pannier.allocation.domain.model.Stock;
import io.pannier.shared.model.ProductId.Sku;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stock, batches and lines for tests. */
public final class AllocationFixture {

  public static final Sku LAMP = new Sku("COMPLICATED-LAMP");
  public static final Instant NOW = Instant.parse("2026-11-20T10:15:00Z");
  public static final LocalDate SOON = LocalDate.parse("2026-12-03");
  public static final LocalDate LATER = LocalDate.parse("2026-12-24");

  private AllocationFixture() {}

  public static OrderLine.Id line(String order) {
    return new OrderLine.Id(new OrderLine.OrderId(order), LAMP);
  }

  public static OrderLine.Request request(String order, long quantity) {
    return new OrderLine.Request(line(order), quantity, null);
  }

  public static Batch.Reference ref(String reference) {
    return new Batch.Reference(reference);
  }

  public static Batch.Delivery delivery(String reference, long quantity) {
    return new Batch.Delivery(ref(reference), quantity, null, null);
  }

  public static Batch.Delivery delivery(
      String reference, long quantity, @Nullable LocalDate eta, @Nullable Long revision) {
    return new Batch.Delivery(ref(reference), quantity, eta, revision);
  }

  /** Stock of lamps in which these batches were set, ready to decide. */
  public static Stock stock(Batch.Delivery... deliveries) {
    Stock stock = Stock.none(LAMP).next(0, List.of());
    for (Batch.Delivery delivery : deliveries) {
      stock = stock.set(delivery, null, List.of()).stock();
    }
    return stock;
  }
}
