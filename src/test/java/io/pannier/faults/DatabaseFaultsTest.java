package io.pannier.faults;

import static io.pannier.local.SampleProducts.FACIAL_TISSUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.pannier.cart.GuestCart;
import io.pannier.testkit.Await;
import io.pannier.testkit.Client;
import io.pannier.testkit.Reply;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.ThrowingSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/**
 * The database's faults: carts and stock say so within about a second, product pages do not care,
 * and nobody has to start the service again.
 */
@ExtendWith(SharedFaultLab.class)
class DatabaseFaultsTest {

  /** About a second, on a machine that may be busy: the deadline is 10 s here. */
  private static final Duration ABOUT_A_SECOND = Duration.ofSeconds(8);

  private final FaultLab lab;
  private final Client client;
  private final GuestCart cart;
  private final StockKeeper keeper;

  DatabaseFaultsTest(FaultLab lab) throws InterruptedException {
    this.lab = lab;
    RunningPannier pannier = lab.impatientWithTheDatabase();
    pannier.reset();
    this.client = pannier.client();
    GuestCart created = GuestCart.create(lab.patient().client());
    assertThat(created.add(FACIAL_TISSUE, 1).status()).isEqualTo(201);
    this.cart = created.through(client);
    this.keeper = StockKeeper.withUnits(lab, 10).through(client);
  }

  @AfterEach
  void mend() throws InterruptedException {
    lab.relay().mend();
    Await.until(() -> cart.through(lab.patient().client()).view().status() == 200);
    Await.until(() -> keeper.through(lab.patient().client()).set(10).status() < 300);
  }

  /** What can happen to the database. */
  enum DatabaseFault {
    REFUSED(lab -> lab.relay().refuse(), lab -> lab.relay().mend()),
    FROZEN(lab -> lab.relay().freeze(), lab -> lab.relay().mend()),
    SLOW(lab -> lab.relay().slowDown(), lab -> lab.relay().mend()),
    RESTARTED(
        lab -> {
          lab.mongo().stop();
          lab.relay().cut();
        },
        lab -> lab.mongo().start());

    @SuppressWarnings("ImmutableEnumChecker") // without state
    private final Consumer<FaultLab> begin;

    @SuppressWarnings("ImmutableEnumChecker") // without state
    private final Consumer<FaultLab> end;

    DatabaseFault(Consumer<FaultLab> begin, Consumer<FaultLab> end) {
      this.begin = begin;
      this.end = end;
    }
  }

  @ParameterizedTest
  @EnumSource
  void carts_are_unavailable_until_it_is_over(DatabaseFault fault) throws InterruptedException {
    fault.begin.accept(lab);
    try {
      assertUnavailable(cart::view);
      assertUnavailable(() -> cart.add(FACIAL_TISSUE, 1));
      assertUnavailable(() -> client.send(HttpMethod.POST, "/v2/carts", null));
      assertUnavailable(cart::clear);
      Reply old = inV1(HttpMethod.GET, "", null);
      assertThat(old.status() + " " + old.text("/error/code")).isEqualTo("503 storage-unavailable");
      assertThat(AskedOperation.readProduct(client).status()).isEqualTo(200);
    } finally {
      fault.end.accept(lab);
    }

    Await.until(() -> cart.view().status() == 200);
    Await.until(() -> addWithKey(cart, fault.name()).status() == 200);
    Await.until(() -> cart.view().text("/totals/units").equals("2"));
  }

  @Test
  void change_whose_answer_was_lost_may_have_happened_and_is_repeated_safely()
      throws InterruptedException {
    lab.relay().loseAnswersFrom("update\0");

    Reply lost = assertUnavailable(() -> addWithKey(cart, "lost-answer"));

    assertThat(lost.text("/detail")).contains("may have happened");
    lab.relay().mend();
    Await.until(() -> cart.view().status() == 200);
    Reply repeated = addWithKey(cart.through(lab.patient().client()), "lost-answer");
    assertThat(repeated.status()).isEqualTo(200);
    assertThat(repeated.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(repeated.text("/totals/units")).isEqualTo("2");
  }

  @Test
  void an_addition_in_version_1_whose_answer_was_lost_is_repeated_safely_in_version_2()
      throws InterruptedException {
    lab.relay().loseAnswersFrom("update\0");

    Reply lost =
        inV1(
            HttpMethod.POST,
            "/addItem",
            "{\"upc\": \"%s\", \"qty\": 1}".formatted(FACIAL_TISSUE.text()),
            "Idempotency-Key",
            "lost-in-version-1");

    assertThat(lost.status() + " " + lost.text("/error/code")).isEqualTo("503 storage-unavailable");
    assertThat(lost.text("/error/message")).contains("may have happened");
    lab.relay().mend();
    Await.until(() -> cart.view().status() == 200);
    Reply repeated = addWithKey(cart.through(lab.patient().client()), "lost-in-version-1");
    assertThat(repeated.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(repeated.text("/totals/units")).isEqualTo("2");
  }

  @Test
  void service_that_starts_without_database_serves_carts_once_it_is_there()
      throws InterruptedException {
    lab.relay().refuse();
    try (RunningPannier early =
        lab.startImpatientWithTheDatabase(Map.of("pannier.mongodb.index-timeout", "2s"))) {
      GuestCart seenEarly = cart.through(early.client());
      assertThat(AskedOperation.readProduct(early.client()).status()).isEqualTo(200);
      assertUnavailable(seenEarly::view);

      lab.relay().mend();

      Await.until(() -> seenEarly.view().status() == 200);
    }
  }

  @ParameterizedTest
  @EnumSource
  void stock_is_unavailable_until_it_is_over(DatabaseFault fault) throws InterruptedException {
    fault.begin.accept(lab);
    try {
      assertUnavailable(keeper::view);
      assertUnavailable(() -> keeper.allocate("an-order"));
      assertUnavailable(() -> keeper.set(12));
      Reply order = keeper.allocateOrder("an-order");
      assertThat(order.status() + " " + order.text("/results/0/status")).isEqualTo("207 503");
    } finally {
      fault.end.accept(lab);
    }

    Await.until(() -> keeper.view().status() == 200);
    Await.until(() -> keeper.allocate("an-order").status() < 300);
    assertThat(keeper.allocated()).isEqualTo(1);
  }

  /** The first write is that of the stock, the second that of the line. */
  @ParameterizedTest
  @ValueSource(strings = {"update\0\u0007\0\0\0stocks", "insert\0"})
  void an_allocation_whose_answer_was_lost_may_have_happened_and_is_repeated_exactly(String words)
      throws InterruptedException {
    lab.relay().loseAnswersFrom(words);

    Reply lost = assertUnavailable(() -> keeper.allocate("lost-order"));

    assertThat(lost.text("/detail")).contains("may have happened");
    lab.relay().mend();
    Await.until(() -> keeper.view().status() == 200);
    Await.until(() -> keeper.allocate("lost-order").status() < 300);
    assertThat(keeper.allocate("lost-order").status()).isEqualTo(200);
    assertThat(keeper.allocated()).isEqualTo(1);
    assertThat(keeper.audit().text("/consistent")).isEqualTo("true");
  }

  private static Reply addWithKey(GuestCart cart, String key) {
    return cart.add(FACIAL_TISSUE, 1, "Idempotency-Key", key);
  }

  private Reply inV1(HttpMethod method, String below, @Nullable String json, String... headers) {
    String[] all =
        Stream.concat(Stream.of("X-Cart-Token", cart.token()), Stream.of(headers))
            .toArray(String[]::new);
    return client.send(method, "/v1/cart/" + cart.id() + below, json, all);
  }

  private static Reply assertUnavailable(ThrowingSupplier<Reply> request) {
    Reply reply = assertTimeout(ABOUT_A_SECOND, request);
    assertThat(reply.status() + " " + reply.code()).isEqualTo("503 storage-unavailable");
    assertThat(reply.header(HttpHeaders.RETRY_AFTER)).matches("[1-9][0-9]*");
    return reply;
  }
}
