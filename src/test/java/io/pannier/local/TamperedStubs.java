package io.pannier.local;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import io.pannier.shared.model.ProductId.Upc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The upstream stubs in somebody's hands: made slow, broken and mended, with other prices and empty
 * shelves. All of it is done by stubs that come before those of the mapping files.
 */
final class TamperedStubs {

  /** How one of them answers. */
  enum State {
    FINE,
    /** So late that nobody waits for it. */
    SLOW,
    BROKEN
  }

  private static final int LATE_MILLIS = 3_000;
  private static final int BEFORE_ALL = 1;
  private static final int BEFORE_THE_FILES = 2;
  private static final JsonMapper JSON = new JsonMapper();

  private final StubUpstreams stubs;
  private final Map<StubUpstream, State> states = new EnumMap<>(StubUpstream.class);
  private final Map<StubUpstream, StubMapping> failures = new EnumMap<>(StubUpstream.class);
  private final Map<StubUpstream, String> templates = new EnumMap<>(StubUpstream.class);

  TamperedStubs(StubUpstreams stubs) {
    this.stubs = stubs;
    for (StubUpstream upstream : StubUpstream.values()) {
      states.put(upstream, State.FINE);
    }
  }

  synchronized Map<StubUpstream, State> states() {
    return new EnumMap<>(states);
  }

  synchronized void put(StubUpstream upstream, State state) {
    WireMockServer server = stubs.server(upstream);
    server.setGlobalFixedDelay(state == State.SLOW ? LATE_MILLIS : 0);
    StubMapping failure = failures.remove(upstream);
    if (failure != null) {
      server.removeStub(failure);
    }
    if (state == State.BROKEN) {
      failures.put(
          upstream, server.stubFor(any(anyUrl()).atPriority(BEFORE_ALL).willReturn(status(503))));
    }
    states.put(upstream, state);
  }

  /** As in the beginning. */
  synchronized void mend() {
    for (StubUpstream upstream : StubUpstream.values()) {
      put(upstream, State.FINE);
    }
    templates.clear();
    stubs.reset();
  }

  /**
   * Another price in all shops.
   *
   * @param product its GTIN or the shop's own number
   * @return whether there is such a product
   */
  synchronized boolean price(String product, int cents) {
    String price =
        "{\"elsewhere\": [{\"type\": \"REG\", {{usd}}, {{open}}, \"amt\": \"" + cents + "\"}]}";
    return replace(StubUpstream.PRICING, gtin(product).replaceFirst("^0+(?=[0-9]+$)", ""), price);
  }

  /** Nothing of it left in any shop; both inventories know. */
  synchronized boolean sellOut(String product) {
    boolean known =
        replace(
            StubUpstream.INVENTORY,
            gtin(product),
            "{\"elsewhere\": {\"each\": 0, \"reserved\": 0}}");
    boolean knownToLegacy =
        replace(
            StubUpstream.LEGACY_INVENTORY,
            "0000" + gtin(product),
            "{\"elsewhere\": {\"qty\": \"0000000.000\", \"flag\": \"X\"}}");
    return known || knownToLegacy;
  }

  /** As 14 digits; the shop's own number as it is. */
  private static String gtin(String product) {
    return product.matches("[0-9]+") ? Upc.parse(product).gtin14() : product;
  }

  /** Each product stands on a line of its own in the template. */
  private boolean replace(StubUpstream upstream, String key, String value) {
    ObjectNode mapping = allowed(upstream);
    String template = templates.getOrDefault(upstream, template(upstream, mapping));
    Matcher line =
        Pattern.compile("^\"" + Pattern.quote(key) + "\": .*?(,?)$", Pattern.MULTILINE)
            .matcher(template);
    if (!line.find()) {
      return false;
    }
    String changed =
        line.replaceFirst(Matcher.quoteReplacement("\"" + key + "\": " + value) + "$1");
    WireMockServer server = stubs.server(upstream);
    if (templates.put(upstream, changed) != null) {
      server.removeStub(idOf(upstream));
    }
    mapping.put("priority", BEFORE_THE_FILES).put("id", idOf(upstream).toString());
    mapping.withObject("/response").put("body", changed).remove("bodyFileName");
    server.addStubMapping(StubMapping.buildFrom(mapping.toString()));
    return true;
  }

  private static UUID idOf(StubUpstream upstream) {
    return UUID.nameUUIDFromBytes(upstream.id().getBytes(UTF_8));
  }

  private static ObjectNode allowed(StubUpstream upstream) {
    try {
      return (ObjectNode)
          JSON.readTree(upstream.folder().resolve("mappings/1-allowed.json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String template(StubUpstream upstream, ObjectNode mapping) {
    String file = mapping.at("/response/bodyFileName").textValue();
    try {
      return Files.readString(upstream.folder().resolve("__files").resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
