package io.pannier.cart.adapter.out.mongo;

import static io.pannier.cart.CartFixture.POLICY;
import static io.pannier.cart.CartFixture.TISSUES;
import static io.pannier.cart.CartFixture.USD;
import static io.pannier.cart.CartFixture.at;
import static io.pannier.cart.CartFixture.entry;
import static io.pannier.cart.CustomerScene.AS_ANN;
import static io.pannier.cart.Outcomes.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.cart.CustomerScene;
import io.pannier.cart.application.Caller;
import io.pannier.cart.application.CartApplicationService;
import io.pannier.cart.application.CartCommand;
import io.pannier.cart.application.CartQuery;
import io.pannier.cart.application.CartResult;
import io.pannier.cart.application.VersionCondition;
import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.CartLine;
import io.pannier.cart.domain.model.LineId;
import io.pannier.offer.domain.model.Section;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.testkit.FakeGateways;
import io.pannier.testkit.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** How often the database is asked for one operation, when nobody interferes. */
@Tag("mongodb")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MongoCommandsTest {

  private static final ProductAtLocation PRODUCT = at(TISSUES, 1);

  private final TestDatabase mongo = TestDatabase.open();
  private final CartStore store = CartStore.patient(mongo.uri());
  private final CartApplicationService service =
      new CartApplicationService(
          store.repository(),
          store.activeCarts(),
          FakeGateways.empty().selling(PRODUCT).cartFactory(POLICY),
          POLICY,
          Clock.tick(Clock.systemUTC(), Duration.ofMillis(1)),
          Duration.ofMillis(500));

  @AfterAll
  void close() {
    store.close();
    mongo.close();
  }

  @Test
  void a_new_cart_is_one_write() {
    store.commands().forget();

    created();

    assertThat(store.commands().names()).containsExactly("insert");
  }

  @Test
  void a_view_is_one_read() {
    CartCommand.Target target = target(created());

    assertThat(
            commandsOf(
                service.view(
                    new CartQuery.View(
                        target.cartId(),
                        target.caller(),
                        Set.of(Section.values()),
                        Locale.ENGLISH,
                        target.deadline()))))
        .containsExactly("find");
  }

  @Test
  void an_addition_is_one_read_and_one_write_with_its_receipt() {
    CartCommand.Target target = target(created());
    CartCommand.AddItem command = new CartCommand.AddItem(target, entry(PRODUCT, 1), "key");

    assertThat(commandsOf(service.add(command))).containsExactly("find", "update");
    assertThat(commandsOf(service.add(command))).as("replayed").containsExactly("find");
  }

  @Test
  void other_changes_are_one_read_and_one_write_too() {
    CartCommand.Target target = target(created());
    commandsOf(service.add(new CartCommand.AddItem(target, entry(PRODUCT, 3), null)));
    LineId line = LineId.of(PRODUCT);

    assertThat(
            commandsOf(
                service.changeLine(
                    new CartCommand.ChangeLine(target, line, CartLine.Change.toQuantity(5), null))))
        .containsExactly("find", "update");
    assertThat(
            commandsOf(
                service.changeLine(
                    new CartCommand.ChangeLine(target, line, CartLine.Change.toQuantity(1), null))))
        .containsExactly("find", "update");
    assertThat(commandsOf(service.remove(new CartCommand.RemoveItem(target, line))))
        .containsExactly("find", "update");
    assertThat(commandsOf(service.remove(new CartCommand.RemoveItem(target, line))))
        .as("nothing to remove")
        .containsExactly("find");
    assertThat(commandsOf(service.erase(new CartCommand.Erase(target))))
        .containsExactly("find", "delete");
  }

  @Test
  void erasing_all_carts_is_two_reads_whatever_there_is_to_erase() {
    CustomerScene customers = CustomerScene.over(store.repository(), store.activeCarts());
    assertThat(commandsOf(customers.eraseMine(AS_ANN))).containsExactly("find", "delete", "find");

    customers.annsCart();
    assertThat(commandsOf(customers.eraseMine(AS_ANN)))
        .containsExactly("find", "delete", "delete", "delete", "find", "delete", "find");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?readPreference=secondary&maxStalenessSeconds=120&readConcernLevel=local",
        "?readPreference=nearest&readConcernLevel=available&w=1&journal=false",
        "?w=0&retryWrites=false&retryReads=false"
      })
  void only_what_a_majority_has_is_read_and_acknowledged_whatever_the_uri_says(String options) {
    try (CartStore other = CartStore.patient(mongo.uri() + options)) {
      CustomerScene customers = CustomerScene.over(other.repository(), other.activeCarts());
      CartId cart = customers.annsCart();
      customers.holds(cart, AS_ANN, PRODUCT, 1);
      customers.close(cart, 2, "order-1").block();
      customers.annsCart();
      done(customers.viewMine(AS_ANN));
      customers.eraseMine(AS_ANN).block();

      CommandRecorder commands = other.commands();
      assertThat(commands.all("find"))
          .hasSizeGreaterThan(5)
          .allSatisfy(
              find -> {
                assertThat(find.get("readConcern"))
                    .isEqualTo(BsonDocument.parse("{level: 'majority'}"));
                assertThat(find)
                    .as("absent means the primary")
                    .doesNotContainKey("$readPreference");
              });
      BsonDocument majority = BsonDocument.parse("{w: 'majority', j: true}");
      for (String write : List.of("createIndexes", "insert", "update", "delete")) {
        assertThat(commands.all(write))
            .isNotEmpty()
            .allSatisfy(sent -> assertThat(sent.get("writeConcern")).isEqualTo(majority));
      }
    }
  }

  private CartResult.Created created() {
    return service
        .create(
            new CartCommand.Create(
                new Caller(null, null),
                null,
                USD,
                Locale.ENGLISH,
                Deadline.after(Duration.ofMinutes(1))))
        .blockOptional()
        .orElseThrow();
  }

  private static CartCommand.Target target(CartResult.Created created) {
    return new CartCommand.Target(
        created.cart().stored().id(),
        new Caller(created.token(), null),
        VersionCondition.ANY,
        Locale.ENGLISH,
        Deadline.after(Duration.ofMinutes(1)));
  }

  private List<String> commandsOf(Mono<?> operation) {
    store.commands().forget();
    operation.block(Duration.ofMinutes(1));
    return store.commands().names();
  }
}
