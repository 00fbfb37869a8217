package io.pannier.faults;

import static io.pannier.faults.GoodAnswers.with;
import static io.pannier.local.StubUpstream.CATALOG;
import static io.pannier.local.StubUpstream.INVENTORY;
import static io.pannier.local.StubUpstream.LEGACY_INVENTORY;
import static io.pannier.local.StubUpstream.PRICING;
import static io.pannier.shared.model.Answer.Reason.INVALID_ANSWER;
import static io.pannier.shared.model.Answer.Reason.UPSTREAM_ERROR;

import io.pannier.local.StubUpstream;
import io.pannier.shared.model.Answer.Reason;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Answers that are well-formed, and of which the product's own entry cannot be used. */
final class EntryFaults {

  private static final String ENTRIES_OF_JSON = "\\[(\\{.*})], ";
  private static final String DIGITS = "9".repeat(2_000);
  private static final String LINE = "<DTL [^>]*/>";

  private EntryFaults() {}

  static Stream<Fault> all() {
    return Stream.concat(ofAll(), ofSome());
  }

  private static Stream<Fault> ofAll() {
    return Stream.of(
        entry(
            "wrong type of a field",
            Map.of(
                CATALOG, with("\"minQty\": 1", "\"minQty\": \"1\""),
                PRICING, with("\"1299\"", "1299"),
                INVENTORY, with("\"amount\": 12", "\"amount\": 12.5"),
                LEGACY_INVENTORY, with("0000012\\.000", "a dozen"))),
        entry(
            "missing field",
            Map.of(
                CATALOG, with("\"lifecycleCd\": \"A\", ", ""),
                PRICING, with("\"ccy\": \"USD\", ", ""),
                INVENTORY, with("\"onHandQty\": [^}]*}, ", ""),
                LEGACY_INVENTORY, with("DIAFL=\"X\" ", ""))),
        entry(
            "field that is null",
            Map.of(
                CATALOG, with("\"lifecycleCd\": \"A\"", "\"lifecycleCd\": null"),
                PRICING, with("\"tiers\": .*]}], ", "\"tiers\": null}], "),
                INVENTORY, with("\"reservedQty\": [^}]*}", "\"reservedQty\": null"),
                LEGACY_INVENTORY, with(" RC=\"00\"/></STKRSP>", "/></STKRSP>"))),
        entry(
            "duplicate keys",
            Map.of(
                CATALOG, with("\"items\":", "\"items\": [], \"items\":"),
                PRICING, with("\"prices\":", "\"prices\": [], \"prices\":"),
                INVENTORY, with("\"payload\":", "\"payload\": [], \"payload\":"))),
        entry(
            "2,000-digit number",
            Map.of(
                CATALOG, with("\"minQty\": 1", "\"minQty\": " + DIGITS),
                PRICING, with("\"exp\": 2", "\"exp\": " + DIGITS),
                INVENTORY, with("\"amount\": 12", "\"amount\": " + DIGITS),
                LEGACY_INVENTORY, with("0000012", DIGITS))),
        entry(
            "wrong echoed id",
            Map.of(
                CATALOG, with("00036000291452", "00047008100127"),
                PRICING, with("36000291452", "47008100127"),
                INVENTORY, with("00036000291452", "00047008100127"),
                LEGACY_INVENTORY, with("000000036000291452", "000000047008100127"))),
        entry(
            "short batch",
            Map.of(
                CATALOG, with(ENTRIES_OF_JSON, "[], "),
                PRICING, with(ENTRIES_OF_JSON, "[], "),
                INVENTORY, with(ENTRIES_OF_JSON, "[], "),
                LEGACY_INVENTORY, with(LINE, ""))),
        entry(
            "told twice",
            Map.of(
                CATALOG, with(ENTRIES_OF_JSON, "[$1, $1], "),
                PRICING, with(ENTRIES_OF_JSON, "[$1, $1], "),
                INVENTORY, with(ENTRIES_OF_JSON, "[$1, $1], "),
                LEGACY_INVENTORY, with("(" + LINE + ")", "$1$1"))));
  }

  private static Stream<Fault> ofSome() {
    return Stream.of(
        entry("negative price", Map.of(PRICING, with("\"1299\"", "\"-1299\""))),
        entry("unknown currency", Map.of(PRICING, with("USD", "USX"))),
        entry("exponent of another currency", Map.of(PRICING, with("\"exp\": 2", "\"exp\": 0"))),
        entry("unknown tier", Map.of(PRICING, with("REG", "GIFT"))),
        entry("unknown error code", Map.of(PRICING, error("P999"))),
        entry("an error (P500)", Map.of(PRICING, error("P500")), UPSTREAM_ERROR),
        entry("unknown lifecycle", Map.of(CATALOG, with("\"A\"", "\"X\""))),
        entry("nothing may be ordered", Map.of(CATALOG, with("\"maxQty\": 12", "\"maxQty\": 0"))),
        entry("case of unknown size", Map.of(INVENTORY, with("EACH(.*)12", "CASE$112"))),
        entry("unknown unit", Map.of(INVENTORY, with("EACH(.*)12", "BARREL$112"))),
        entry("unknown flag", Map.of(LEGACY_INVENTORY, with("DIAFL=\"X\"", "DIAFL=\"?\""))),
        entry("system error of a line (16)", Map.of(LEGACY_INVENTORY, line("16")), UPSTREAM_ERROR),
        entry("busy line (12)", Map.of(LEGACY_INVENTORY, line("12")), UPSTREAM_ERROR));
  }

  /** Pricing's errors stand inside its 200. */
  private static UnaryOperator<String> error(String code) {
    String entry = "{\"itemId\": \"36000291452\", \"loc\": \"1\", \"code\": \"%s\"}";
    return good ->
        with(ENTRIES_OF_JSON, "[], ")
            .andThen(with("\"errors\": \\[", "\"errors\": [" + entry.formatted(code)))
            .apply(good);
  }

  private static UnaryOperator<String> line(String code) {
    return with("RC=\"00\"/></STKRSP>", "RC=\"" + code + "\"/></STKRSP>");
  }

  private static Fault entry(String name, Map<StubUpstream, UnaryOperator<String>> spoiling) {
    return entry(name, spoiling, INVALID_ANSWER);
  }

  private static Fault entry(
      String name, Map<StubUpstream, UnaryOperator<String>> spoiling, Reason reason) {
    return Fault.spoiled(name, Spoiled.by(spoiling), reason).of(spoiling.keySet());
  }
}
