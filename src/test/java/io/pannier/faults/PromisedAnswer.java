package io.pannier.faults;

import static io.pannier.local.StubUpstream.CATALOG;
import static io.pannier.local.StubUpstream.INVENTORY;
import static io.pannier.local.StubUpstream.LEGACY_INVENTORY;
import static io.pannier.local.StubUpstream.PRICING;
import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.local.StubUpstream;
import io.pannier.shared.model.Answer.Reason;
import org.springframework.http.HttpHeaders;

/** What {@code api.md} promises for a cell of the matrix. */
record PromisedAnswer(Cell cell) {

  /** Why the inventory is out of order while the legacy inventory is looked at. */
  static final Reason WHY_LEGACY_IS_ASKED = Reason.UPSTREAM_ERROR;

  void isKeptBy(ObservedAnswer reaction) {
    if (cell.operation().canDoWithout(cell.upstream())) {
      assertThat(reaction.status()).as("status").isEqualTo(cell.operation().success());
      if (cell.operation() == AskedOperation.CART_V1_ADD) {
        isWithoutTheValue(reaction);
      } else {
        isDegraded(reaction);
      }
      assertThat(reaction.headers().getCacheControl()).as("caching").isEqualTo("no-store");
    } else {
      isRefused(reaction);
    }
  }

  private void isRefused(ObservedAnswer reaction) {
    Reason reason = cell.fault().reason();
    String outcome = reaction.status() + " " + reaction.code();
    switch (reason) {
      case TIMEOUT -> assertThat(outcome).isEqualTo("504 upstream-timeout");
      case INVALID_ANSWER, UPSTREAM_ERROR ->
          assertThat(outcome).isEqualTo("502 upstream-invalid-answer");
      case UNREACHABLE, THROTTLED, CIRCUIT_OPEN ->
          assertThat(outcome).isEqualTo("503 upstream-unavailable");
      case OVERLOADED -> assertThat(outcome).isEqualTo("503 overloaded");
    }
    if (reaction.status() == 503) {
      String wait = String.valueOf(reaction.headers().getFirst(HttpHeaders.RETRY_AFTER));
      assertThat(wait).as("Retry-After").matches("[1-9][0-9]*");
    }
  }

  /** The legacy inventory stands in for the other one; nothing says so. */
  private void isWithoutTheValue(ObservedAnswer reaction) {
    for (StubUpstream upstream : new StubUpstream[] {CATALOG, PRICING, INVENTORY}) {
      boolean isUnknown =
          value(upstream).equals(value(cell.upstream())) && cell.upstream() != INVENTORY;
      assertThat(reaction.body().at(value(upstream)).isMissingNode())
          .as("%s is left out", value(upstream))
          .isEqualTo(isUnknown);
    }
    assertThat(reaction.body().has("total")).isEqualTo(cell.upstream() != PRICING);
  }

  private void isDegraded(ObservedAnswer reaction) {
    String expected =
        switch (cell.upstream()) {
          case CATALOG, PRICING -> "UNAVAILABLE " + cell.fault().reason();
          case INVENTORY -> "FALLBACK " + cell.fault().reason();
          // Where neither can tell, the inventory's own reason stands.
          case LEGACY_INVENTORY -> "UNAVAILABLE " + WHY_LEGACY_IS_ASKED;
        };
    assertThat(status(reaction, value(cell.upstream()))).as("value").isEqualTo(expected);
    assertThat(status(reaction, section(cell.upstream()))).as("section").isEqualTo(expected);
    if (cell.upstream() == INVENTORY) {
      assertThat(reaction.text("/sections/inventory/sources/0")).isEqualTo("legacy-inventory");
      assertThat(reaction.text(value(INVENTORY) + "/availability")).isEqualTo("IN_STOCK");
    }
    if (cell.upstream() == LEGACY_INVENTORY) {
      assertThat(reaction.text(value(INVENTORY) + "/availability")).isEqualTo("UNKNOWN");
    }
    othersAreFresh(reaction);
  }

  private void othersAreFresh(ObservedAnswer reaction) {
    for (StubUpstream other : new StubUpstream[] {CATALOG, PRICING, INVENTORY}) {
      if (!section(other).equals(section(cell.upstream()))) {
        assertThat(status(reaction, value(other))).as(other.id()).isEqualTo("FRESH ");
        assertThat(status(reaction, section(other))).as(other.id()).isEqualTo("FRESH ");
      }
    }
  }

  private String value(StubUpstream upstream) {
    return cell.operation().value(upstream);
  }

  private static String section(StubUpstream upstream) {
    return "/sections/" + (upstream == LEGACY_INVENTORY ? INVENTORY : upstream).id();
  }

  private static String status(ObservedAnswer reaction, String pointer) {
    return reaction.text(pointer + "/status") + " " + reaction.text(pointer + "/reason");
  }
}
