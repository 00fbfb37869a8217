package io.pannier.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;

/** What the next command finds of a movement whose line's own document does not show it. */
@Tag("mongodb")
class UnfinishedMovementsJourneyTest extends AllocationJourney {

  private final String order = anyOrder();

  @Test
  void a_line_whose_writer_was_killed_is_finished_by_the_next_command_and_counted() {
    batch("b1", 10);
    allocate(order, 2);
    inLines(lines -> lines.deleteOne(thisLine()));
    double before = count(SERVER, "pannier.allocation.finished.for.others");

    assertThat(allocate(anyOrder(), 1).status()).isEqualTo(201);

    assertThat(count(SERVER, "pannier.allocation.finished.for.others") - before).isEqualTo(1);
    assertThat(orders(GET, linePath(order), null).json().get("quantity").asInt()).isEqualTo(2);
    assertConsistent();
  }

  @Test
  void a_line_that_was_restored_from_a_backup_does_not_follow_and_is_counted() {
    batch("b1", 10);
    allocate(order, 2);
    allocate(anyOrder(), 1);
    assertThat(orders(DELETE, linePath(order), null).status()).isEqualTo(204);
    inLines(lines -> lines.updateOne(thisLine(), Updates.inc("sequence", -1L)));
    double before = count(SERVER, "pannier.allocation.not.following");

    assertThat(allocate(anyOrder(), 1).status()).isEqualTo(201);

    assertThat(count(SERVER, "pannier.allocation.not.following") - before).isEqualTo(1);
    assertConsistent();
  }

  private Bson thisLine() {
    return Filters.and(Filters.eq("orderId", order), Filters.eq("sku", sku));
  }

  private static <T> T inLines(Function<MongoCollection<Document>, Publisher<T>> change) {
    return SERVER.inCollection("orderLines", change);
  }
}
