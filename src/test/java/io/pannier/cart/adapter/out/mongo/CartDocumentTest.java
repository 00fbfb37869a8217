package io.pannier.cart.adapter.out.mongo;

import static io.pannier.cart.CartFixture.GUEST;
import static io.pannier.cart.CartFixture.POLICY;
import static io.pannier.cart.CartFixture.SOAP;
import static io.pannier.cart.CartFixture.TISSUES;
import static io.pannier.cart.CartFixture.TOKEN;
import static io.pannier.cart.CartFixture.USD;
import static io.pannier.cart.CartFixture.at;
import static io.pannier.cart.CartFixture.closingOf;
import static io.pannier.cart.CartFixture.merged;
import static io.pannier.cart.CartFixture.taken;
import static io.pannier.cart.CartFixture.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.pannier.cart.domain.model.Attributes;
import io.pannier.cart.domain.model.CartEntry;
import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.CartLine;
import io.pannier.cart.domain.model.CartMerge;
import io.pannier.cart.domain.model.CartOwner.Customer;
import io.pannier.cart.domain.model.CartState;
import io.pannier.cart.domain.model.ChangeableCart;
import io.pannier.cart.domain.model.LineId;
import io.pannier.cart.domain.model.Merges;
import io.pannier.cart.domain.model.Receipts;
import io.pannier.cart.domain.model.Refusal;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.local.EmbeddedMongo;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.ProductId.Sku;
import io.pannier.shared.storage.UnreadableDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

/**
 * What stands in the database: documents of every schema version stay readable, and those of a
 * newer service as they are.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CartDocumentTest {

  private static final Deadline LATER = Deadline.after(Duration.ofMinutes(5));
  private static final Instant CREATED = Instant.parse("2026-11-20T10:15:00Z");

  private final EmbeddedMongo mongo = EmbeddedMongo.inMemory();
  private final CartStore store = CartStore.patient(mongo.uri());

  @AfterAll
  void close() {
    store.close();
    mongo.close();
  }

  @Test
  void a_guest_s_cart_of_schema_version_1_is_readable() {
    Document document = fixture("cart-schema-1.json");
    inserted(document);

    assertThat(find("cart-of-schema-version-1")).isEqualTo(expected("cart-of-schema-version-1"));
  }

  /** So that the file stays what this version writes: a change of form needs a new file. */
  @Test
  void what_is_written_now_has_the_form_of_the_newest_file() {
    store.repository().create(closed("cart-that-keeps-its-prices"), LATER).block();

    Document written = raw("cart-that-keeps-its-prices");
    written.remove("_class");
    assertThat(written).isEqualTo(fixture("cart-schema-2-closing.json"));
  }

  /** A price that says nothing of tax is written as it was before prices could. */
  @Test
  void what_prices_say_of_tax_is_kept_with_them() {
    String id = "cart-that-knows-of-tax";
    store.repository().create(closed(id, true), LATER).block();

    Document written = raw(id);
    written.remove("_class");
    assertThat(written).isEqualTo(fixture("cart-schema-2-closing-tax.json"));
    inserted(
        fixture("cart-schema-2-closing-tax.json").append("_id", "cart-that-still-knows-of-tax"));
    assertThat(find("cart-that-still-knows-of-tax"))
        .isEqualTo(closed("cart-that-still-knows-of-tax", true));
  }

  @Test
  void a_closed_cart_that_keeps_its_prices_is_readable() {
    inserted(fixture("cart-schema-2-closing.json").append("_id", "cart-that-kept-its-prices"));

    assertThat(find("cart-that-kept-its-prices")).isEqualTo(closed("cart-that-kept-its-prices"));
  }

  /** As it was written until what it is closed with was kept, and is written for open carts. */
  @Test
  void what_is_written_without_a_closing_has_the_form_of_the_file_before() {
    store.repository().create(customers("cart-of-schema-version-2"), LATER).block();

    Document written = raw("cart-of-schema-version-2");
    written.remove("_class");
    assertThat(written).isEqualTo(fixture("cart-schema-2.json"));
  }

  @Test
  void a_customer_s_cart_of_schema_version_2_is_readable() {
    inserted(fixture("cart-schema-2.json").append("_id", "cart-of-an-earlier-release"));

    assertThat(find("cart-of-an-earlier-release"))
        .isEqualTo(customers("cart-of-an-earlier-release"));
  }

  /** SKUs and words on lines are in a form that releases which do not know them leave alone. */
  @Test
  void a_cart_with_skus_or_words_has_a_form_of_its_own() {
    store.repository().create(withSkusAndWords("cart-with-skus-and-words"), LATER).block();

    Document written = raw("cart-with-skus-and-words");
    written.remove("_class");
    assertThat(written).isEqualTo(fixture("cart-schema-3.json"));
    inserted(fixture("cart-schema-3.json").append("_id", "cart-that-had-skus-and-words"));
    assertThat(find("cart-that-had-skus-and-words"))
        .isEqualTo(withSkusAndWords("cart-that-had-skus-and-words"));
  }

  @Test
  void once_all_that_names_skus_and_words_is_gone_older_releases_can_read_it_again() {
    ChangeableCart cart = withSkusAndWords("cart-that-lost-its-skus");
    store.repository().create(cart, LATER).block();
    ChangeableCart next = expected("cart-that-lost-its-skus").next(CREATED.plusSeconds(9), POLICY);

    store.repository().replace(next, LATER).block();

    assertThat(raw("cart-that-lost-its-skus").getInteger("schemaVersion")).isEqualTo(2);
  }

  @Test
  void a_cart_of_schema_version_1_that_is_changed_is_one_of_the_newest() {
    inserted(fixture("cart-schema-1.json").append("_id", "cart-that-came-a-long-way"));

    ChangeableCart next = find("cart-that-came-a-long-way").next(CREATED.plusSeconds(9), POLICY);
    store.repository().replace(next, LATER).block();

    assertThat(find("cart-that-came-a-long-way")).isEqualTo(next);
    assertThat(raw("cart-that-came-a-long-way").getInteger("schemaVersion")).isEqualTo(2);
  }

  @Test
  void what_an_upstream_says_better_and_what_is_secret_is_not_stored() {
    store.repository().create(expected("cart-with-a-small-memory"), LATER).block();

    assertThat(raw("cart-with-a-small-memory").toJson())
        .doesNotContain(
            TOKEN.secret(), "a-client-s-key", "Product ", "lifecycle", "imageUrl", "closing");
  }

  @Test
  void fields_that_a_later_version_added_do_not_make_a_cart_unreadable() {
    Document document = fixture("cart-schema-1.json").append("_id", "cart-of-a-later-release");
    document.append("somethingNew", new Document("a", 1));
    inserted(document);

    assertThat(find("cart-of-a-later-release")).isEqualTo(expected("cart-of-a-later-release"));
  }

  /** The driver's mapping writes the name of our class as well; nothing may depend on it. */
  @Test
  void a_class_that_was_renamed_since_does_not_make_its_documents_unreadable() {
    inserted(
        fixture("cart-schema-2.json")
            .append("_id", "cart-of-a-class-that-is-gone")
            .append("_class", "io.pannier.cart.GoneCartDocument"));

    assertThat(find("cart-of-a-class-that-is-gone"))
        .isEqualTo(customers("cart-of-a-class-that-is-gone"));
  }

  /** What spoils a document, by what is wrong with it then. */
  static Stream<Arguments> spoiled() {
    return Stream.of(
            without("schemaVersion"),
            with("schemaVersion", 0),
            with("schemaVersion", 4),
            with("schemaVersion", "2"),
            without("version"),
            with("version", 0L),
            without("currency"),
            with("currency", "QQQ"),
            without("customerHash"),
            with("tokenHash", "of-a-guest-as-well"),
            with("state", new Document()),
            with("state", new Document("somethingNew", "paused")),
            with("state.mergedInto", "a-cart-that-it-went-into"),
            without("state.orderId"),
            with("state.closing", new Document()),
            without("state.closing.lines"),
            without("state.closing.unpriced"),
            without("state.closing.pricedSubtotal"),
            with("state.closing.pricedSubtotal.amount", "nine"),
            with("state.closing.lines", List.of()),
            without("state.closing.lines.0.gtin14"),
            without("state.closing.lines.0.location"),
            without("state.closing.lines.0.unit"),
            without("state.closing.lines.0.total"),
            without("state.closing.lines.0.kind"),
            without("state.closing.lines.0.asOf"),
            with("state.closing.lines.0.reason", "TIMEOUT"),
            with("state.closing.lines.0.kind", "ECLIPSE"),
            with("state.closing.lines.0.taxIncluded", "EXPLODED"),
            with("state.closing.lines.1.taxIncluded", true),
            with("state.closing.lines.0.lifecycle", "ECLIPSE"),
            with("state.closing.lines.0.unit.currency", "QQQ"),
            with("state.closing.lines.1.reason", "ECLIPSE"),
            without("state.closing.lines.1.reason"),
            with("state.closing.pricedSubtotal.currency", "EUR"),
            with("state.closing.lines.0.total.currency", "EUR"),
            with("state.closing.unpriced", List.of("00036000291452-1")),
            with("state.closing.unpriced", List.of("of-no-line")),
            new Spoiling("a line that was closed twice", CartDocumentTest::closedTwice),
            without("lines"),
            without("lines.0.quantity"),
            with("lines.0.quantity", 0),
            with("lines.0.quantity", "two"),
            with("lines.0.gtin14", "00036000291453"),
            without("lines.0.gtin14"),
            with("lines.0.location", 0),
            with("lines.0.reference.amount", "nine"),
            with("lines.0.reference.amount", "-1.00"),
            with("lines.0.reference.currency", "QQQ"),
            without("receipts"),
            without("receipts.0.keyHash"),
            without("receipts.0.commandHash"),
            without("receipts.0.version"),
            without("receipts.0.at"),
            without("receipts.0.results"),
            without("receipts.0.results.0.created"),
            with("receipts.0.results.1.refusal.code", "SOLD_TO_THE_MOON"),
            without("receipts.0.results.1.refusal.code"),
            without("receipts.0.results.1.refusal.figures"),
            with("receipts.0.results.2.refusal.reason", "ECLIPSE"),
            without("merges.0.source"),
            without("merges.0.at"),
            without("merges.0.report"),
            with("merges.0.report.0.outcome", "EXPLODED"),
            without("merges.0.report.0.outcome"),
            without("createdAt"),
            without("updatedAt"),
            without("expiresAt"),
            with("expiresAt", "tomorrow"))
        .map(spoiling -> Arguments.of(Named.of(spoiling.name(), spoiling.change())));
  }

  @ParameterizedTest
  @MethodSource("spoiled")
  void what_is_not_understood_is_a_defect_and_no_outage_and_is_left_as_it_is(
      Consumer<Document> spoil) {
    String id = CartId.random().value();
    Document document = fixture("cart-schema-2-closing.json").append("_id", id);
    spoil.accept(document);
    inserted(document);
    Document before = raw(id);

    Throwable thrown = catchThrowable(() -> find(id));

    assertThat(thrown).isInstanceOf(UnreadableDocument.class).hasNoCause().hasMessageContaining(id);
    // an id is random, and one in some thousands has one of the short words in it
    assertThat(String.valueOf(thrown.getMessage()).replace(id, ""))
        .doesNotContain(
            "6fd8b7b7", "SOLD_TO_THE_MOON", "ECLIPSE", "EXPLODED", "QQQ", "nine", "00036000291453");
    assertThat(raw(id)).isEqualTo(before);
  }

  private record Spoiling(String name, Consumer<Document> change) {}

  private static Spoiling without(String path) {
    return new Spoiling("without " + path, document -> holder(document, path).remove(last(path)));
  }

  private static Spoiling with(String path, Object value) {
    return new Spoiling(
        path + " " + value, document -> holder(document, path).put(last(path), value));
  }

  private static void closedTwice(Document cart) {
    List<Document> lines =
        cart.get("state", Document.class)
            .get("closing", Document.class)
            .getList("lines", Document.class);
    lines.add(lines.get(0));
  }

  /** The document that holds the last name of a path. */
  private static Document holder(Document document, String path) {
    Object place = document;
    String[] names = path.split("\\.", -1);
    for (int i = 0; i < names.length - 1; i++) {
      place =
          Objects.requireNonNull(
              place instanceof List<?> list
                  ? list.get(Integer.parseInt(names[i]))
                  : ((Document) place).get(names[i]));
    }
    return (Document) place;
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  private ChangeableCart expected(String id) {
    Receipts.Key key = Receipts.Key.of("a-client-s-key", "a command");
    Refusal.OfEntry tooFew = new Refusal.InsufficientStock(2, 0, 1);
    Refusal.OfEntry untold = new Refusal.UpstreamUnavailable(Reason.TIMEOUT);
    Receipts.Receipt receipt =
        new Receipts.Receipt(
            key.keyHash(),
            key.commandHash(),
            7,
            CREATED.plusMillis(1_234),
            List.of(
                taken(at(TISSUES, 1), true),
                CartEntry.Result.refused(at(SOAP, 412), tooFew),
                CartEntry.Result.refused(at(SOAP, 413), untold)));
    StoredCart stored =
        new StoredCart(
            new CartId(id),
            7,
            GUEST,
            CartState.ACTIVE,
            USD,
            List.of(
                new CartLine(at(TISSUES, 1), 2, usd("9.90")),
                new CartLine(at(SOAP, 412), 999, null)),
            CREATED,
            CREATED.plusMillis(1_234),
            CREATED.plusMillis(1_234).plus(POLICY.guestLifetime()));
    return new ChangeableCart(stored, new Receipts(List.of(receipt)), Merges.NONE);
  }

  private ChangeableCart withSkusAndWords(String id) {
    ChangeableCart cart = expected(id);
    ProductAtLocation lamp = at(new Sku("COMPLICATED-LAMP"), 412);
    CartLine.Content engraved =
        new CartLine.Content(at(TISSUES, 1), Attributes.of(Map.of("engraving", "For Zo\u00eb")));
    LineId words = new LineId("w_AAAAAAAAAAAAAAAAAAAAAA");
    StoredCart stored = cart.stored();
    StoredCart lines =
        new StoredCart(
            stored.id(),
            stored.version(),
            stored.owner(),
            stored.state(),
            stored.currency(),
            List.of(new CartLine(lamp, 2, usd("9.90")), new CartLine(words, engraved, 1, null)),
            stored.createdAt(),
            stored.updatedAt(),
            stored.expiresAt());
    StoredCart closed = lines.closedBy("order-1", closingOf(lines));
    Receipts.Key key = Receipts.Key.of("a-client-s-key", "a command");
    Receipts.Receipt receipt =
        new Receipts.Receipt(
            key.keyHash(),
            key.commandHash(),
            7,
            CREATED.plusMillis(1_234),
            List.of(taken(lamp, true), CartEntry.Result.taken(engraved.product(), words, false)));
    return new ChangeableCart(
        closed,
        new Receipts(List.of(receipt)),
        new Merges(
            List.of(
                new Merges.Merge(
                    new CartId("the-cart-of-a-guest-once"),
                    CREATED.plusMillis(99),
                    List.of(
                        merged(lamp, CartMerge.Outcome.ADDED, 2, 2),
                        new CartMerge.Line(
                            engraved.product(), words, CartMerge.Outcome.NO_ROOM, 1, 0)))),
            null));
  }

  /** A customer's cart that a guest's went into, and that the order system took. */
  private ChangeableCart customers(String id) {
    ChangeableCart expected = expected(id);
    StoredCart cart = expected.stored();
    CartMerge.Line line = merged(at(SOAP, 412), CartMerge.Outcome.CLAMPED, 1_200, 999);
    StoredCart customers =
        new StoredCart(
            cart.id(),
            cart.version(),
            Customer.of("https://issuer.example", "somebody"),
            new CartState.Closed("order-1", null),
            cart.currency(),
            cart.lines(),
            cart.createdAt(),
            cart.updatedAt(),
            cart.expiresAt());
    return new ChangeableCart(
        customers,
        expected.receipts(),
        new Merges(
            List.of(
                new Merges.Merge(
                    new CartId("the-cart-of-a-guest-once"), CREATED.plusMillis(99), List.of(line))),
            CREATED.plusMillis(50)));
  }

  private ChangeableCart closed(String id) {
    return closed(id, null);
  }

  private ChangeableCart closed(String id, @Nullable Boolean taxIncluded) {
    ChangeableCart customers = customers(id);
    StoredCart cart = customers.stored();
    return customers.with(
        new StoredCart(
            cart.id(),
            cart.version(),
            cart.owner(),
            new CartState.Closed("order-1", closingOf(cart, taxIncluded)),
            cart.currency(),
            cart.lines(),
            cart.createdAt(),
            cart.updatedAt(),
            cart.expiresAt()));
  }

  private ChangeableCart find(String id) {
    return store.repository().find(new CartId(id), LATER).blockOptional().orElseThrow();
  }

  private void inserted(Document document) {
    store.template().getCollection("carts").flatMap(c -> Mono.from(c.insertOne(document))).block();
  }

  private Document raw(String id) {
    return Objects.requireNonNull(
        store
            .template()
            .getCollection("carts")
            .flatMapMany(carts -> carts.find(new Document("_id", id)))
            .blockFirst());
  }

  private static Document fixture(String file) {
    try (InputStream in =
        Objects.requireNonNull(CartDocumentTest.class.getResourceAsStream(file))) {
      return Document.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
