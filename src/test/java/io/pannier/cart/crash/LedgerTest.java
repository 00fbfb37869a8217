package io.pannier.cart.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pannier.shared.model.ProductId.Upc;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The crash test would see what it looks for. */
class LedgerTest {

  private static final Write ADD = new Write(Write.Kind.ADD, null);
  private static final Write KEYED_ADD = new Write(Write.Kind.KEYED_ADD, "k");
  private static final Write BATCH = new Write(Write.Kind.BATCH, null);

  private final Ledger ledger = new Ledger();

  @BeforeEach
  void twoAdditionsAndABatchWereAcknowledged() {
    ledger.acknowledged(ADD, 2);
    ledger.acknowledged(KEYED_ADD, 3);
    ledger.acknowledged(BATCH, 4);
  }

  @Test
  void what_was_acknowledged_and_nothing_else() {
    assertThat(ledger.check(cart(4, 1, 1, 1, 1, 1))).isZero();
  }

  @Test
  void write_in_doubt_may_have_happened_or_not() {
    ledger.inDoubt(ADD);

    assertThat(ledger.check(cart(4, 1, 1, 1, 1, 1))).isZero();
    assertThat(ledger.check(cart(5, 2, 1, 1, 1, 1))).isEqualTo(1);
    assertWrong(cart(6, 3, 1, 1, 1, 1));
  }

  @Test
  void lost_write_is_seen() {
    assertWrong(cart(3, 0, 1, 1, 1, 1));
    assertWrong(cart(4, 0, 1, 1, 1, 1));
  }

  @Test
  void second_effect_of_a_keyed_write_is_seen() {
    assertWrong(cart(5, 1, 2, 1, 1, 1));
  }

  @Test
  void half_a_batch_is_seen() {
    ledger.inDoubt(BATCH);

    assertWrong(cart(5, 1, 1, 2, 1, 1));
    assertWrong(cart(5, 1, 1, 2, 2, 1));
  }

  @Test
  void version_without_its_effect_is_seen() {
    assertWrong(cart(5, 1, 1, 1, 1, 1));
  }

  private void assertWrong(JsonNode cart) {
    assertThatThrownBy(() -> ledger.check(cart)).isInstanceOf(AssertionError.class);
  }

  private static JsonNode cart(
      long version, int added, int keyed, int first, int second, int third) {
    ObjectNode cart = JsonNodeFactory.instance.objectNode().put("version", version);
    Map<Upc, Integer> quantities =
        Map.of(
            Write.Kind.ADD.products().get(0), added,
            Write.Kind.KEYED_ADD.products().get(0), keyed,
            Write.Kind.BATCH.products().get(0), first,
            Write.Kind.BATCH.products().get(1), second,
            Write.Kind.BATCH.products().get(2), third);
    var items = cart.putArray("items");
    quantities.forEach(
        (upc, quantity) -> {
          if (quantity > 0) {
            items.addObject().put("upc", upc.text()).put("quantity", quantity);
          }
        });
    return cart;
  }
}
