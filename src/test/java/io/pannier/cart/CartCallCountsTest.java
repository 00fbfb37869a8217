package io.pannier.cart;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import io.pannier.shared.model.ProductId.Upc;
import io.pannier.shared.model.Upcs;
import io.pannier.testkit.Await;
import io.pannier.testkit.Reply;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How often the upstreams are asked, however many lines there are. */
class CartCallCountsTest extends CartJourney {

  @Test
  void view_of_a_hundred_lines_is_one_catalog_two_pricing_and_one_inventory_call() {
    fillUpTo(100);

    Reply view = cart.view();

    assertThat(view.json().at("/totals/lines").asInt()).isEqualTo(100);
    assertThat(view.text("/totals/subtotal/amount")).isEqualTo("999.00");
    assertThat(calls()).isEqualTo(calls(1, 2, 1, 0));
  }

  @Test
  void addition_to_ninety_nine_lines_is_no_more_than_that() {
    fillUpTo(99);

    assertThat(cart.add(Upcs.numbered(100), 1).status()).isEqualTo(201);

    assertThat(calls()).isEqualTo(calls(1, 2, 1, 0));
  }

  @Test
  void view_is_one_read_and_an_addition_one_read_and_one_write() {
    fillUpTo(2);

    assertThat(databaseCommandsOf(() -> cart.view())).containsExactly(1L, 0L);
    assertThat(databaseCommandsOf(() -> cart.add(Upcs.numbered(3), 1))).containsExactly(1L, 1L);
    assertThat(databaseCommandsOf(() -> cart.add(TISSUES, 1000))).containsExactly(1L, 0L);
    assertThat(databaseCommandsOf(() -> cart.clear())).containsExactly(1L, 1L);
    assertThat(databaseCommandsOf(() -> cart.clear())).containsExactly(1L, 0L);
  }

  private static List<Long> databaseCommandsOf(Runnable request) {
    long reads = SERVER.databaseCommands("find");
    long writes = SERVER.databaseCommands("update");
    request.run();
    return List.of(
        SERVER.databaseCommands("find") - reads, SERVER.databaseCommands("update") - writes);
  }

  @Test
  void after_a_lost_race_nobody_is_asked_again() throws Exception {
    fillUpTo(2);
    StubMapping slow = heldBack();

    CompletableFuture<Reply> addition =
        CompletableFuture.supplyAsync(() -> cart.add(Upcs.numbered(3), 1));
    Await.until(CartCallCountsTest::othersHaveAnswered);
    cart.clear();
    Reply added = addition.get();

    assertThat(added.status()).isEqualTo(201);
    assertThat(GuestCart.lines(added)).containsExactly(Upcs.numbered(3).text() + "@1=1");
    assertThat(added.json().get("version").asLong()).isEqualTo(4);
    assertThat(calls()).isEqualTo(calls(1, 1, 1, 0));
    STUBS.catalog().removeStub(slow);
  }

  /** Its deadline leaves no time for a second try: a try may take as long as the database may. */
  @Test
  void writer_who_loses_the_last_try_is_told_to_come_again() throws Exception {
    fillUpTo(2);
    StubMapping slow = heldBack();

    CompletableFuture<Reply> addition =
        CompletableFuture.supplyAsync(
            () -> cart.add(Upcs.numbered(3), 1, "X-Request-Timeout-Ms", "4900"));
    Await.until(CartCallCountsTest::othersHaveAnswered);
    cart.clear();
    Reply refused = addition.get();
    STUBS.catalog().removeStub(slow);

    assertThat(refused.header("Retry-After")).isEqualTo("1");
    assertRefused(refused, 409, "concurrent-update", 3);
    assertThat(cart.lines()).isEmpty();
  }

  private static boolean othersHaveAnswered() {
    return calls().entrySet().containsAll(Map.of("pricing", 1, "inventory", 1).entrySet());
  }

  /** The catalog answers late: until then others can change the cart. */
  private static StubMapping heldBack() {
    return STUBS
        .catalog()
        .stubFor(
            any(anyUrl())
                .atPriority(2)
                .willReturn(AnyProduct.catalogAnswer().withFixedDelay(2000)));
  }

  private void fillUpTo(int lines) {
    AnyProduct.isSoldBy(STUBS);
    for (int from = 1; from <= lines; from += 50) {
      List<String> entries =
          IntStream.rangeClosed(from, Math.min(from + 49, lines))
              .mapToObj(Upcs::numbered)
              .map((Upc upc) -> GuestCart.entry(upc, 1))
              .toList();
      assertThat(cart.addAll("ATOMIC", entries).status()).isEqualTo(200);
    }
    STUBS.reset();
    AnyProduct.isSoldBy(STUBS);
  }
}
