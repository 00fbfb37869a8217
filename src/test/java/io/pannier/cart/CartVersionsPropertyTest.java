package io.pannier.cart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pannier.shared.model.ProductId.Upc;
import io.pannier.testkit.Client;
import io.pannier.testkit.Reply;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/**
 * The same commands through version 1 and through version 2 come to the same, refusals included:
 * both carts have had as many changes, and the answer of version 1 is a projection of that of
 * version 2.
 */
class CartVersionsPropertyTest {

  private static final Client CLIENT = CartBackends.service().client();

  /** Sold, sold by the dozen, little of it left, in another currency, recalled, unknown. */
  private static final List<Upc> PRODUCTS =
      List.of(
          Upc.parse("036000291452"),
          Upc.parse("068200300177"),
          Upc.parse("037000520283"),
          Upc.parse("4001234500126"),
          Upc.parse("041333000749"),
          Upc.parse("012345678905"));

  private enum Action {
    ADD,
    UPDATE,
    REMOVE
  }

  private record Step(Action action, Upc upc, int quantity) {

    Reply through(V1Cart cart) {
      return switch (action) {
        case ADD -> cart.add(upc, quantity);
        case UPDATE -> cart.update(upc, quantity);
        case REMOVE -> cart.remove(upc);
      };
    }

    Reply through(GuestCart cart) {
      String line = upc.gtin14() + "-1";
      return switch (action) {
        case ADD -> cart.add(upc, quantity);
        case UPDATE -> cart.put(line, quantity);
        case REMOVE -> cart.put(line, 0);
      };
    }
  }

  @Property(tries = 25)
  void the_same_steps_through_either_version_come_to_the_same(@ForAll("steps") List<Step> steps) {
    V1Cart one = V1Cart.create(CLIENT);
    GuestCart two = GuestCart.create(CLIENT);
    for (Step step : steps) {
      Reply inV1 = step.through(one);
      Reply inV2 = step.through(two);

      if (inV2.status() < 300) {
        Statistics.collect("done");
        assertThat(inV1.status()).as("%s", step).isEqualTo(200);
        assertThat(inV1.json()).as("%s", step).isEqualTo(projected(one, inV2));
      } else {
        Statistics.collect(inV2.code());
        assertThat(inV1.status())
            .as("%s", step)
            .isEqualTo(V1Projection.ofStatus(inV2.status(), inV2.code()));
        assertThat(inV1.code()).as("%s", step).isEqualTo(inV2.code());
        assertThat(inV1.json().at("/error/message")).isEqualTo(message(inV2));
      }
    }
    assertThat(one.inV2().version()).isEqualTo(two.version());
  }

  /** As the other cart would say it. */
  private static JsonNode projected(V1Cart cart, Reply inV2) {
    ObjectNode projection = V1Projection.ofCart(inV2.json());
    projection.put("cartId", cart.id());
    return new Reply(200, inV2.headers(), projection.toString()).json();
  }

  private static JsonNode message(Reply refusal) {
    return refusal.json().get("detail");
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.of(Action.class),
            Arbitraries.of(PRODUCTS),
            Arbitraries.of(1, 2, 5, 12, 24, 88, 999, 1000))
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(8);
  }
}
