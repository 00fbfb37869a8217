package io.pannier.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.testkit.Await;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * The database's faults: carts and stock say so within about a second, product pages do not care,
 * and nobody has to start the service again.
 */
@ExtendWith(SharedFaultLab.class)
class DatabaseFaultsTest {

  /** About a second, on a machine that may be busy: the deadline is 10 s here. */
  private static final Duration ABOUT_A_SECOND = Duration.ofSeconds(8);

  private static final Map<String, String> STARTING_WITHOUT_DATABASE =
      Map.of("pannier.mongodb.operation-timeout", "500ms", "pannier.mongodb.index-timeout", "2s");

  private final FaultLab lab;
  private final WebTestClient client;
  private final Customer customer;
  private final StockKeeper keeper;

  DatabaseFaultsTest(FaultLab lab) throws InterruptedException {
    this.lab = lab;
    RunningPannier pannier = lab.impatientWithTheDatabase();
    pannier.reset();
    this.client = pannier.client();
    this.customer = Customer.withEmptyCart(lab.patient().client());
    assertThat(customer.adds(lab.patient().client()).status()).isEqualTo(201);
    this.keeper = StockKeeper.withUnits(lab, 10);
  }

  @AfterEach
  void mend() throws InterruptedException {
    lab.relay().mend();
    Await.until(() -> customer.readsCart(lab.patient().client()).status() == 200);
    Await.until(() -> keeper.sets(lab.patient().client(), 10).status() < 300);
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
      assertUnavailable(customer.readsCart(client));
      assertUnavailable(customer.adds(client));
      assertUnavailable(Customer.create(client));
      assertUnavailable(customer.clears(client));
      ObservedAnswer old = customer.readsCartThroughV1(client);
      assertThat(old.status() + " " + old.text("/error/code")).isEqualTo("503 storage-unavailable");
      assertThat(Customer.readsProduct(client).status()).isEqualTo(200);
    } finally {
      fault.end.accept(lab);
    }

    Await.until(() -> customer.readsCart(client).status() == 200);
    Map<String, String> key = Map.of("Idempotency-Key", fault.name());
    Await.until(() -> customer.adds(client, key).status() == 200);
    Await.until(() -> customer.readsCart(client).text("/totals/units").equals("2"));
  }

  @Test
  void change_whose_answer_was_lost_may_have_happened_and_is_repeated_safely()
      throws InterruptedException {
    Map<String, String> key = Map.of("Idempotency-Key", "lost-answer");
    lab.relay().loseAnswersFrom("update\0");

    ObservedAnswer lost = customer.adds(client, key);

    assertUnavailable(lost);
    assertThat(lost.text("/detail")).contains("may have happened");
    lab.relay().mend();
    Await.until(() -> customer.readsCart(client).status() == 200);
    ObservedAnswer repeated = customer.adds(lab.patient().client(), key);
    assertThat(repeated.status()).isEqualTo(200);
    assertThat(repeated.headers().getFirst("Idempotent-Replayed")).isEqualTo("true");
    assertThat(repeated.text("/totals/units")).isEqualTo("2");
  }

  @Test
  void an_addition_in_version_1_whose_answer_was_lost_is_repeated_safely_in_version_2()
      throws InterruptedException {
    Map<String, String> key = Map.of("Idempotency-Key", "lost-in-version-1");
    lab.relay().loseAnswersFrom("update\0");

    ObservedAnswer lost = customer.addsThroughV1(client, key);

    assertThat(lost.status() + " " + lost.text("/error/code")).isEqualTo("503 storage-unavailable");
    assertThat(lost.text("/error/message")).contains("may have happened");
    lab.relay().mend();
    Await.until(() -> customer.readsCart(client).status() == 200);
    ObservedAnswer repeated = customer.adds(lab.patient().client(), key);
    assertThat(repeated.headers().getFirst("Idempotent-Replayed")).isEqualTo("true");
    assertThat(repeated.text("/totals/units")).isEqualTo("2");
  }

  @Test
  void service_that_starts_without_database_serves_carts_once_it_is_there()
      throws InterruptedException {
    lab.relay().refuse();
    try (RunningPannier early = lab.start(STARTING_WITHOUT_DATABASE)) {
      assertThat(Customer.readsProduct(early.client()).status()).isEqualTo(200);
      assertUnavailable(customer.readsCart(early.client()));

      lab.relay().mend();

      Await.until(() -> customer.readsCart(early.client()).status() == 200);
    }
  }

  @ParameterizedTest
  @EnumSource
  void stock_is_unavailable_until_it_is_over(DatabaseFault fault) throws InterruptedException {
    fault.begin.accept(lab);
    try {
      assertUnavailable(keeper.views(client));
      assertUnavailable(keeper.allocates(client, "an-order"));
      assertUnavailable(keeper.sets(client, 12));
      ObservedAnswer order = keeper.allocatesOrder(client, "an-order");
      assertThat(order.status() + " " + order.text("/results/0/status")).isEqualTo("207 503");
    } finally {
      fault.end.accept(lab);
    }

    Await.until(() -> keeper.views(client).status() == 200);
    Await.until(() -> keeper.allocates(client, "an-order").status() < 300);
    assertThat(keeper.allocated(client)).isEqualTo(1);
  }

  /** The first write is that of the stock, the second that of the line. */
  @ParameterizedTest
  @ValueSource(strings = {"update\0\u0007\0\0\0stocks", "insert\0"})
  void an_allocation_whose_answer_was_lost_may_have_happened_and_is_repeated_exactly(String words)
      throws InterruptedException {
    lab.relay().loseAnswersFrom(words);

    ObservedAnswer lost = keeper.allocates(client, "lost-order");

    assertUnavailable(lost);
    assertThat(lost.text("/detail")).contains("may have happened");
    lab.relay().mend();
    Await.until(() -> keeper.views(client).status() == 200);
    Await.until(() -> keeper.allocates(client, "lost-order").status() < 300);
    assertThat(keeper.allocates(client, "lost-order").status()).isEqualTo(200);
    assertThat(keeper.allocated(client)).isEqualTo(1);
    assertThat(keeper.audits(client).text("/consistent")).isEqualTo("true");
  }

  private static void assertUnavailable(ObservedAnswer reaction) {
    assertThat(reaction.status() + " " + reaction.code()).isEqualTo("503 storage-unavailable");
    assertThat(String.valueOf(reaction.headers().getFirst(HttpHeaders.RETRY_AFTER)))
        .matches("[1-9][0-9]*");
    assertThat(reaction.elapsed()).isLessThan(ABOUT_A_SECOND);
  }
}
