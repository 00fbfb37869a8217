package io.pannier.allocation.adapter.out.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.allocation.domain.model.Batch;
import io.pannier.allocation.domain.model.Movement;
import io.pannier.allocation.domain.model.OrderLine;
import io.pannier.allocation.domain.model.Stock;
import io.pannier.shared.model.ProductId.Sku;
import io.pannier.testkit.PrivacyGuide;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is stored of stock and of order lines is what the privacy guide lists. */
class StoredFieldsTest {

  private static final AllocationDocuments DOCUMENTS = new AllocationDocuments(Duration.ofDays(1));
  private static final Sku LAMP = new Sku("LAMP");
  private static final Batch BATCH =
      new Batch(new Batch.Reference("PO-1"), 10, 4, 2, LocalDate.of(2026, 12, 1), 7L);

  /** Whatever can be there is there. */
  private static final OrderLine LINE =
      new OrderLine(
          new OrderLine.Id(new OrderLine.OrderId("order-1"), LAMP),
          4,
          OrderLine.State.SHIPPED,
          BATCH.reference(),
          Instant.EPOCH,
          7L,
          1,
          2);

  @Test
  void of_an_order_line() throws IOException {
    assertThat(PrivacyGuide.fieldsOf(Stream.of(DOCUMENTS.of(LINE))))
        .contains("purgeAt", "batchReference")
        .isEqualTo(PrivacyGuide.fieldsOf(AllocationDocuments.LINES));
  }

  @Test
  void of_a_stock() throws IOException {
    Stock stock = new Stock(LAMP, 2, List.of(BATCH), List.of(new Movement(1, LINE)));

    assertThat(PrivacyGuide.fieldsOf(Stream.of(DOCUMENTS.of(stock))))
        .contains("batches.eta", "unsettled.line.revision")
        .isEqualTo(PrivacyGuide.fieldsOf(AllocationDocuments.STOCKS));
  }

  @Test
  void of_a_batch_that_is_kept_aside() throws IOException {
    Batch.KeptAside kept = new Batch.KeptAside(LAMP, BATCH, 3);

    assertThat(PrivacyGuide.fieldsOf(Stream.of(DOCUMENTS.of(kept))))
        .isEqualTo(PrivacyGuide.fieldsOf(AllocationDocuments.KEPT));
  }
}
