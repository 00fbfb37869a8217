package io.pannier.faults;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static io.pannier.faults.Fault.failing;
import static io.pannier.faults.Fault.ignored;
import static io.pannier.faults.GoodAnswers.with;
import static io.pannier.local.StubUpstream.CATALOG;
import static io.pannier.local.StubUpstream.INVENTORY;
import static io.pannier.local.StubUpstream.LEGACY_INVENTORY;
import static io.pannier.local.StubUpstream.PRICING;
import static io.pannier.shared.model.Answer.Reason.INVALID_ANSWER;
import static io.pannier.shared.model.Answer.Reason.THROTTLED;
import static io.pannier.shared.model.Answer.Reason.UPSTREAM_ERROR;

import io.pannier.local.StubUpstream;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Answers of which nothing can be used. */
final class AnswerFaults {

  private static final String HTML = "<html><body>We will be back soon.</body></html>";
  private static final int TOO_LARGE = 2 * 1024 * 1024;

  private AnswerFaults() {}

  static Stream<Fault> all() {
    return Stream.concat(ofStatus(), ofBody());
  }

  private static Stream<Fault> ofStatus() {
    return Stream.of(
        failing("500", StubFaults.status(500), UPSTREAM_ERROR),
        failing("502", StubFaults.status(502), UPSTREAM_ERROR),
        failing("503 + Retry-After", StubFaults.status(503), UPSTREAM_ERROR),
        failing("401", StubFaults.status(401), UPSTREAM_ERROR),
        ignored("429 + Retry-After", StubFaults.status(429), THROTTLED),
        ignored("404", StubFaults.status(404), INVALID_ANSWER),
        ignored("413", StubFaults.status(413), INVALID_ANSWER),
        ignored("414", StubFaults.status(414), INVALID_ANSWER),
        ignored("431", StubFaults.status(431), INVALID_ANSWER),
        failing("400", StubFaults.status(400), INVALID_ANSWER),
        failing("302", StubFaults.status(302), INVALID_ANSWER),
        failing("204", StubFaults.status(204), INVALID_ANSWER));
  }

  private static Stream<Fault> ofBody() {
    return Stream.of(
        whole("empty 200", good -> ""),
        whole("literal null", good -> "null"),
        whole("truncated", good -> good.substring(0, good.length() / 2)),
        whole("trailing content", good -> good + "]"),
        failing("HTML", html(), INVALID_ANSWER),
        failing("another coding", gzip(), INVALID_ANSWER),
        whole("HTML under another name", good -> HTML),
        ignored("too large", Spoiled.by(good -> good + " ".repeat(TOO_LARGE)), INVALID_ANSWER),
        whole("another charset", AnswerFaults::inAnotherCharset),
        whole("deep nesting", AnswerFaults::nested),
        whole(
            "wrong type",
            Map.of(
                CATALOG, with("\"items\": .*", "\"items\": {}, \"notFound\": \"none\"}"),
                PRICING, with("\"prices\": .*", "\"prices\": \"none\", \"errors\": {}}"),
                INVENTORY, with("\"payload\": .*", "\"payload\": {}, \"unknownSkus\": 7}"),
                LEGACY_INVENTORY, with("HDR RC=\"00\"", "HDR RC=\"fine\""))),
        whole(
            "missing lists",
            Map.of(
                CATALOG, with("\"items\": .*", "\"error\": \"later\"}"),
                PRICING, with(", \"prices\": .*", "}"),
                INVENTORY, with("\"payload\": .*", "\"payload\": null}"),
                LEGACY_INVENTORY, with("<HDR [^>]*>", ""))),
        whole(
            "duplicate attribute", Map.of(LEGACY_INVENTORY, with("<HDR RC", "<HDR RC=\"00\" RC"))),
        whole("two headers", Map.of(LEGACY_INVENTORY, with("(<HDR [^>]*>)", "$1$1"))),
        whole(
            "document type",
            Map.of(LEGACY_INVENTORY, with("^", "<!DOCTYPE STKRSP [<!ENTITY e \"00\">]>"))),
        failing("system error (16)", legacyCode("16"), UPSTREAM_ERROR).of(Set.of(LEGACY_INVENTORY)),
        Fault.triedAgain("busy (12)", legacyCode("12"), UPSTREAM_ERROR)
            .of(Set.of(LEGACY_INVENTORY)));
  }

  private static FaultInjection legacyCode(String code) {
    return Spoiled.by(Map.of(LEGACY_INVENTORY, with("HDR RC=\"00\"", "HDR RC=\"" + code + "\"")));
  }

  private static Fault whole(String name, UnaryOperator<String> spoiling) {
    return failing(name, Spoiled.by(spoiling), INVALID_ANSWER);
  }

  private static Fault whole(String name, Map<StubUpstream, UnaryOperator<String>> spoiling) {
    return failing(name, Spoiled.by(spoiling), INVALID_ANSWER).of(spoiling.keySet());
  }

  private static FaultInjection html() {
    return StubFaults.answers(
        upstream -> aResponse().withHeader("Content-Type", "text/html").withBody(HTML));
  }

  /** Which was not asked for. */
  private static FaultInjection gzip() {
    return StubFaults.answers(
        upstream ->
            aResponse()
                .withHeader("Content-Type", GoodAnswers.mediaType(upstream))
                .withHeader("Content-Encoding", "gzip")
                .withBody(GoodAnswers.of(upstream)));
  }

  /** UTF-16: single bytes that are none of the upstream's charset may spoil a text only. */
  private static String inAnotherCharset(String good) {
    return good.replaceAll("(?s).", "\u0000$0");
  }

  private static String nested(String good) {
    return good.startsWith("{")
        ? good.replaceFirst("\\{", "{\"note\": " + "[".repeat(10_000) + "]".repeat(10_000) + ", ")
        : good.replace("</STKRSP>", "<A>".repeat(10_000) + "</A>".repeat(10_000) + "</STKRSP>");
  }
}
