package io.pannier.cart;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import io.pannier.testkit.Client;
import io.pannier.testkit.Reply;
import java.util.List;
import java.util.function.Function;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.reactivestreams.Publisher;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpMethod;

/** A pointer to a customer's cart that makes no sense: a defect, and nothing is written over it. */
@ExtendWith(OutputCaptureExtension.class)
class UnreadablePointerTest extends CustomerJourney {

  /** A contract takes no 500 for an answer. */
  private static final Client WITHOUT_CONTRACT = Client.of(SERVER.url());

  @Test
  void whoever_needs_it_gets_an_internal_error_and_the_cart_itself_is_served(
      CapturedOutput output) {
    String subject = anySubject();
    String[] customer = {"Authorization", "Bearer " + ISSUER.token(subject, "carts")};
    String cart =
        CLIENT.send(HttpMethod.POST, "/v2/carts", null, customer).json().get("id").asText();
    Document pointer = pointers(all -> all.find(Filters.eq("cartId", cart)));
    Document spoiled = new Document(pointer).append("cartId", "what-makes-no-sense");
    pointers(
        all ->
            all.updateOne(
                Filters.eq("_id", pointer.get("_id")),
                Updates.set("cartId", "what-makes-no-sense")));

    for (Reply reply :
        List.of(
            WITHOUT_CONTRACT.send(HttpMethod.POST, "/v2/carts", null, customer),
            WITHOUT_CONTRACT.send(
                HttpMethod.POST, "/v2/carts", "{\"currency\": \"JPY\"}", customer),
            WITHOUT_CONTRACT.send(HttpMethod.GET, "/v2/carts/mine", null, customer))) {
      assertThat(List.of(reply.status(), reply.code())).isEqualTo(List.of(500, "internal-error"));
      assertThat(reply.body()).doesNotContain("Unreadable", "makes-no-sense", "may have happened");
    }

    assertThat(stored(pointer)).isEqualTo(spoiled);
    assertThat(output.getAll())
        .contains("the stored pointer " + pointer.get("_id"))
        .doesNotContain("makes-no-sense", subject, "The cart store failed");
    Reply named = get("/v2/carts/" + cart, customer[1].substring("Bearer ".length()));
    assertThat(named.status()).isEqualTo(200);
    assertThat(CLIENT.send(HttpMethod.DELETE, "/v2/carts/" + cart, null, customer).status())
        .isEqualTo(204);
    assertThat(stored(pointer)).isEqualTo(spoiled);
  }

  private static Document stored(Document pointer) {
    return pointers(all -> all.find(Filters.eq("_id", pointer.get("_id"))));
  }

  private static <T> T pointers(Function<MongoCollection<Document>, Publisher<T>> question) {
    return SERVER.inCollection("activeCarts", question);
  }
}
