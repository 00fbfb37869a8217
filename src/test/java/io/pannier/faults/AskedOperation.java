package io.pannier.faults;

import static io.pannier.local.SampleProducts.FACIAL_TISSUE;

import io.pannier.cart.GuestCart;
import io.pannier.local.StubUpstream;
import io.pannier.testkit.Client;
import io.pannier.testkit.Reply;
import org.springframework.http.HttpMethod;

/** What a customer does while an upstream is broken. */
enum AskedOperation {
  PRODUCT_READ("product read", 200) {
    @Override
    Reply run(GuestCart cart) {
      return readProduct(cart.client());
    }

    @Override
    String value(StubUpstream upstream) {
      return switch (upstream) {
        case CATALOG -> "/catalog";
        case PRICING -> "/pricing/locations/0";
        case INVENTORY, LEGACY_INVENTORY -> "/inventory/locations/0";
      };
    }
  },
  CART_READ("cart read", 200) {
    @Override
    Reply run(GuestCart cart) {
      return cart.view();
    }

    @Override
    String value(StubUpstream upstream) {
      return ofLine(upstream);
    }
  },
  CART_ADD("cart add", 201) {
    @Override
    Reply run(GuestCart cart) {
      return cart.add(FACIAL_TISSUE, 1);
    }

    @Override
    String value(StubUpstream upstream) {
      return ofLine(upstream);
    }
  },
  /** Answers with values alone: what is not known is not there. */
  CART_V1_ADD("cart add, v1", 200) {
    @Override
    Reply run(GuestCart cart) {
      String path = "/v1/cart/" + cart.id() + "/addItem";
      String json = "{\"upc\": \"%s\", \"qty\": 1}".formatted(FACIAL_TISSUE.text());
      return cart.client().send(HttpMethod.POST, path, json, "X-Cart-Token", cart.token());
    }

    @Override
    String value(StubUpstream upstream) {
      return switch (upstream) {
        case CATALOG -> "/items/0/name";
        case PRICING -> "/items/0/price";
        case INVENTORY, LEGACY_INVENTORY -> "/items/0/inStock";
      };
    }
  };

  private final String text;
  private final int success;

  AskedOperation(String text, int success) {
    this.text = text;
    this.success = success;
  }

  abstract Reply run(GuestCart cart);

  /** A page that every upstream is needed for, save the legacy inventory. */
  static Reply readProduct(Client client) {
    return client.send(HttpMethod.GET, "/v2/products/" + FACIAL_TISSUE.text(), null);
  }

  /** Where in the answer the value of this upstream stands. */
  abstract String value(StubUpstream upstream);

  /** Its status where it succeeds. */
  int success() {
    return success;
  }

  /** Whether it changes a cart where it succeeds. */
  boolean adds() {
    return this == CART_ADD || this == CART_V1_ADD;
  }

  /** Whether it can do without this upstream: only carts that are there already can do with any. */
  boolean canDoWithout(StubUpstream upstream) {
    return this == CART_READ || upstream != StubUpstream.CATALOG;
  }

  private static String ofLine(StubUpstream upstream) {
    return switch (upstream) {
      case CATALOG -> "/items/0/product";
      case PRICING -> "/items/0/price";
      case INVENTORY, LEGACY_INVENTORY -> "/items/0/availability";
    };
  }

  @Override
  public String toString() {
    return text;
  }
}
