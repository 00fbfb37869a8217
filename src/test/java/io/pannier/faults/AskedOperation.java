package io.pannier.faults;

import io.pannier.local.StubUpstream;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What a customer does while an upstream is broken. */
enum AskedOperation {
  PRODUCT_READ("product read", 200) {
    @Override
    ObservedAnswer run(WebTestClient client, Customer customer) {
      return Customer.readsProduct(client);
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
    ObservedAnswer run(WebTestClient client, Customer customer) {
      return customer.readsCart(client);
    }

    @Override
    String value(StubUpstream upstream) {
      return ofLine(upstream);
    }
  },
  CART_ADD("cart add", 201) {
    @Override
    ObservedAnswer run(WebTestClient client, Customer customer) {
      return customer.adds(client);
    }

    @Override
    String value(StubUpstream upstream) {
      return ofLine(upstream);
    }
  },
  /** Answers with values alone: what is not known is not there. */
  CART_V1_ADD("cart add, v1", 200) {
    @Override
    ObservedAnswer run(WebTestClient client, Customer customer) {
      return customer.addsThroughV1(client);
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

  abstract ObservedAnswer run(WebTestClient client, Customer customer);

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
