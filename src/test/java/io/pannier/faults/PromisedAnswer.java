package io.pannier.faults;

import static io.pannier.local.StubUpstream.CATALOG;
import static io.pannier.local.StubUpstream.INVENTORY;
import static io.pannier.local.StubUpstream.LEGACY_INVENTORY;
import static io.pannier.local.StubUpstream.PRICING;
import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.local.StubUpstream;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.testkit.Reply;
import org.springframework.http.HttpHeaders;

/** What {@code api.md} promises for a cell of the matrix. */
record PromisedAnswer(Cell cell) {

  /** Why the inventory is out of order while the legacy inventory is looked at. */
  static final Reason WHY_LEGACY_IS_ASKED = Reason.UPSTREAM_ERROR;

  void isKeptBy(Reply reply) {
    if (cell.operation().canDoWithout(cell.upstream())) {
      assertThat(reply.status()).as("status").isEqualTo(cell.operation().success());
      if (cell.operation() == AskedOperation.CART_V1_ADD) {
        isWithoutTheValue(reply);
      } else {
        isDegraded(reply);
      }
      assertThat(reply.headers().getCacheControl()).as("caching").isEqualTo("no-store");
    } else {
      isRefused(reply);
    }
  }

  private void isRefused(Reply reply) {
    Reason reason = cell.fault().reason();
    String outcome = reply.status() + " " + reply.code();
    switch (reason) {
      case TIMEOUT -> assertThat(outcome).isEqualTo("504 upstream-timeout");
      case INVALID_ANSWER, UPSTREAM_ERROR ->
          assertThat(outcome).isEqualTo("502 upstream-invalid-answer");
      case UNREACHABLE, THROTTLED, CIRCUIT_OPEN ->
          assertThat(outcome).isEqualTo("503 upstream-unavailable");
      case OVERLOADED -> assertThat(outcome).isEqualTo("503 overloaded");
    }
    if (reply.status() == 503) {
      String wait = reply.header(HttpHeaders.RETRY_AFTER);
      assertThat(wait).as("Retry-After").matches("[1-9][0-9]*");
    }
  }

  /** The legacy inventory stands in for the other one; nothing says so. */
  private void isWithoutTheValue(Reply reply) {
    for (StubUpstream upstream : new StubUpstream[] {CATALOG, PRICING, INVENTORY}) {
      boolean isUnknown =
          value(upstream).equals(value(cell.upstream())) && cell.upstream() != INVENTORY;
      assertThat(reply.json().at(value(upstream)).isMissingNode())
          .as("%s is left out", value(upstream))
          .isEqualTo(isUnknown);
    }
    assertThat(reply.json().has("total")).isEqualTo(cell.upstream() != PRICING);
  }

  private void isDegraded(Reply reply) {
    String expected =
        switch (cell.upstream()) {
          case CATALOG, PRICING -> "UNAVAILABLE " + cell.fault().reason();
          case INVENTORY -> "FALLBACK " + cell.fault().reason();
          // Where both are unavailable, the inventory's own reason stands.
          case LEGACY_INVENTORY -> "UNAVAILABLE " + WHY_LEGACY_IS_ASKED;
        };
    assertThat(status(reply, value(cell.upstream()))).as("value").isEqualTo(expected);
    assertThat(status(reply, section(cell.upstream()))).as("section").isEqualTo(expected);
    if (cell.upstream() == INVENTORY) {
      assertThat(reply.text("/sections/inventory/sources/0")).isEqualTo("legacy-inventory");
      assertThat(reply.text(value(INVENTORY) + "/availability")).isEqualTo("IN_STOCK");
    }
    if (cell.upstream() == LEGACY_INVENTORY) {
      assertThat(reply.text(value(INVENTORY) + "/availability")).isEqualTo("UNKNOWN");
    }
    othersAreFresh(reply);
  }

  private void othersAreFresh(Reply reply) {
    for (StubUpstream other : new StubUpstream[] {CATALOG, PRICING, INVENTORY}) {
      if (!section(other).equals(section(cell.upstream()))) {
        assertThat(status(reply, value(other))).as(other.id()).isEqualTo("FRESH ");
        assertThat(status(reply, section(other))).as(other.id()).isEqualTo("FRESH ");
      }
    }
  }

  private String value(StubUpstream upstream) {
    return cell.operation().value(upstream);
  }

  private static String section(StubUpstream upstream) {
    return "/sections/" + (upstream == LEGACY_INVENTORY ? INVENTORY : upstream).id();
  }

  private static String status(Reply reply, String pointer) {
    return reply.text(pointer + "/status") + " " + reply.text(pointer + "/reason");
  }
}
