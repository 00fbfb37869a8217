package io.pannier.cart;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.testkit.Await;
import io.pannier.testkit.PannierServer;
import io.pannier.testkit.RawConnection;
import io.pannier.testkit.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Carts outlive the service, and repeats find their first answer whatever came between. */
class CartRestartTest extends CartJourney {

  @Test
  void cart_and_its_receipts_are_there_after_a_restart() {
    GuestCart before;
    Reply first;
    try (PannierServer server = PannierServer.start(MONGO.uri(), STUBS)) {
      before = GuestCart.create(server.client());
      first = before.add(TISSUES, 2, "Idempotency-Key", "k");
      before.add(SPAGHETTI, 1);
    }

    try (PannierServer server = PannierServer.start(MONGO.uri(), STUBS)) {
      GuestCart after = before.through(server.client());
      assertThat(after.lines()).containsExactly("036000291452@1=2", "080012345108@1=1");

      Reply again = after.add(TISSUES, 2, "Idempotency-Key", "k");
      assertThat(again.status()).isEqualTo(first.status());
      assertThat(again.header("Location")).isEqualTo(first.header("Location"));
      assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
      assertThat(again.header("ETag")).isEqualTo("\"3\"");
      assertThat(after.add(TISSUES, 1, "Idempotency-Key", "k").code())
          .isEqualTo("idempotency-key-reused");
    }
  }

  @Test
  void client_whose_connection_was_cut_after_the_commit_gets_its_first_answer() throws Exception {
    try (RawConnection connection = sendWithoutReading("k")) {
      Await.until(() -> cart.version() == 2);
      connection.abort();
    }

    Reply again = cart.add(TISSUES, 2, "Idempotency-Key", "k");

    assertThat(again.status()).isEqualTo(201);
    assertThat(again.header("Location")).isEqualTo(cart.path() + "/items/" + cart.lineOf(TISSUES));
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(cart.lines()).containsExactly("036000291452@1=2");
    assertThat(cart.version()).isEqualTo(2);
  }

  /**
   * Whether the change had happened or not, cannot be told beforehand; that it is there once can.
   */
  @Test
  void clients_whose_connections_were_cut_at_any_moment_repeat_once() throws Exception {
    List<GuestCart> carts = Stream.generate(() -> GuestCart.create(CLIENT)).limit(20).toList();
    for (int i = 0; i < carts.size(); i++) {
      try (RawConnection connection = sendWithoutReading(carts.get(i), "k")) {
        Thread.sleep(i * 10L);
        connection.abort();
      }
    }

    List<Reply> again =
        carts.stream().map(cut -> cut.add(TISSUES, 2, "Idempotency-Key", "k")).toList();

    System.out.printf(
        "20 connections cut 0 to 190 ms after a keyed add: %d had been applied and were replayed, %d were applied by the repeat%n",
        replays(again), again.size() - replays(again));
    assertThat(again).extracting(Reply::status).containsOnly(201);
    assertThat(IntStream.range(0, carts.size()).mapToObj(i -> carts.get(i).lines()))
        .containsOnly(List.of("036000291452@1=2"));
    assertThat(carts).extracting(GuestCart::version).containsOnly(2L);
  }

  private static long replays(List<Reply> replies) {
    return replies.stream()
        .filter(reply -> reply.headers().containsKey("Idempotent-Replayed"))
        .count();
  }

  private RawConnection sendWithoutReading(String key) {
    return sendWithoutReading(cart, key);
  }

  private static RawConnection sendWithoutReading(GuestCart to, String key) {
    String body = GuestCart.entry(TISSUES, 2);
    RawConnection connection = RawConnection.to(SERVER.port(), Duration.ofSeconds(20));
    connection.send(
        String.join(
            "\r\n",
            "POST " + to.path() + "/items HTTP/1.1",
            "Host: localhost",
            "Content-Type: application/json",
            "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length,
            "X-Cart-Token: " + to.token(),
            "Idempotency-Key: " + key,
            "",
            body));
    return connection;
  }
}
