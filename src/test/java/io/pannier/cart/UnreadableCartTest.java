package io.pannier.cart;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.client.result.UpdateResult;
import com.mongodb.reactivestreams.client.MongoCollection;
import io.pannier.testkit.Client;
import io.pannier.testkit.Reply;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.reactivestreams.Publisher;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A cart that a newer service wrote: a defect that is told and logged, and nothing is changed. */
@ExtendWith(OutputCaptureExtension.class)
class UnreadableCartTest extends CartJourney {

  private static final String MARK = "what-only-the-newer-one-understands";

  /** A contract takes no 500 for an answer. */
  private static final Client WITHOUT_CONTRACT = Client.of(SERVER.url());

  @Test
  void every_request_is_an_internal_error_logged_once_and_the_document_stays_as_it_is(
      CapturedOutput output) {
    cart.add(TISSUES, 2);
    String lineId = cart.lineOf(TISSUES);
    UpdateResult newer =
        inCarts(
            carts ->
                carts.updateOne(
                    Filters.eq("_id", cart.id()),
                    Updates.combine(Updates.set("schemaVersion", 4), Updates.set("future", MARK))));
    assertThat(newer.getModifiedCount()).isEqualTo(1);
    Document before = document();

    GuestCart unread = cart.through(WITHOUT_CONTRACT);
    List<Supplier<Reply>> requests =
        List.of(
            unread::view,
            () -> unread.add(TISSUES, 1),
            () -> unread.put(lineId, 1),
            () -> unread.remove(lineId),
            unread::clear,
            unread::erase);
    for (Supplier<Reply> request : requests) {
      Reply reply = request.get();
      assertThat(List.of(reply.status(), reply.code())).isEqualTo(List.of(500, "internal-error"));
      assertThat(reply.body()).doesNotContain("Unreadable", "schema", MARK);
    }

    assertThat(document()).isEqualTo(before);
    assertThat(output.getAll().split("the stored cart " + cart.id() + " cannot be read", -1))
        .as("one log line for each request")
        .hasSize(requests.size() + 1);
    assertThat(output.getAll())
        .doesNotContain(MARK, cart.token(), before.getString("tokenHash"), "The cart store failed");
  }

  private Document document() {
    return inCarts(carts -> carts.find(Filters.eq("_id", cart.id())));
  }

  private static <T> T inCarts(Function<MongoCollection<Document>, Publisher<T>> question) {
    return SERVER.inCollection("carts", question);
  }
}
