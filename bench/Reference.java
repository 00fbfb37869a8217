import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.ConnectionProvider;

/**
 * What one would write by hand to merge three answers into a product page, and nothing else: no limits, no
 * checks, no failures. The measure of everything else here.
 *
 * <p>Arguments: its port, then those of catalog, pricing and inventory.
 */
class Reference {

  static final ObjectMapper JSON = new ObjectMapper();

  public static void main(String[] ports) {
    HttpClient client = HttpClient.create(ConnectionProvider.create("upstreams", 600));
    HttpClient catalog = client.headers(h -> h.set("X-Api-Key", "bench").set("Content-Type", "application/json"));
    HttpClient pricing = client.headers(h -> h.set("Authorization", "Bearer bench"));
    HttpClient inventory =
        client.headers(h -> h.set("Authorization", "Bearer bench").set("Content-Type", "application/json"));
    HttpServer.create()
        .host("127.0.0.1")
        .port(Integer.parseInt(ports[0]))
        .route(
            routes ->
                routes.get(
                    "/v2/products/{upc}",
                    (request, response) -> {
                      String upc = request.param("upc");
                      String gtin = "0".repeat(14 - upc.length()) + upc;
                      Mono<JsonNode> item =
                          post(
                              catalog,
                              "http://127.0.0.1:" + ports[1] + "/catalog/v3/items/lookup",
                              "{\"gtins\":[\"" + gtin + "\"]}");
                      Mono<JsonNode> price =
                          pricing
                              .get()
                              .uri("http://127.0.0.1:" + ports[2] + "/prices/bulk?ids=" + upc.replaceFirst("^0+", "") + "&loc=1")
                              .responseSingle((head, body) -> body.asByteArray())
                              .map(Reference::read);
                      Mono<JsonNode> stock =
                          post(
                              inventory,
                              "http://127.0.0.1:" + ports[3] + "/inventory/v1/availability",
                              "{\"skus\":[\"" + gtin + "\"],\"shipNodes\":[\"0001\"]}");
                      return response
                          .header(HttpHeaderNames.CONTENT_TYPE, "application/json")
                          .send(
                              Mono.zip(item, price, stock)
                                  .map(all -> page(upc, all.getT1(), all.getT2(), all.getT3()))
                                  .map(Unpooled::wrappedBuffer));
                    }))
        .bindNow()
        .onDispose()
        .block();
  }

  static Mono<JsonNode> post(HttpClient client, String uri, String body) {
    return client
        .post()
        .uri(uri)
        .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(body.getBytes())))
        .responseSingle((head, bytes) -> bytes.asByteArray())
        .map(Reference::read);
  }

  static JsonNode read(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static byte[] page(String upc, JsonNode catalog, JsonNode prices, JsonNode stock) {
    JsonNode item = catalog.path("items").path(0);
    JsonNode tier = prices.path("prices").path(0).path("tiers").path(0);
    JsonNode node = stock.path("payload").path(0).path("nodes").path(0);
    String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    ObjectNode page = JSON.createObjectNode().put("upc", upc);
    ObjectNode shown = page.putObject("catalog").put("status", "FRESH");
    shown.put("name", item.path("desc").path("short").asText());
    shown.put("description", item.path("desc").path("long").asText());
    shown.put("brand", item.path("brandNm").asText());
    shown.put("lifecycle", "ACTIVE");
    shown
        .putArray("images")
        .addObject()
        .put("role", item.path("media").path(0).path("role").asText())
        .put("url", "https://media.example" + item.path("media").path(0).path("path").asText());
    shown.putObject("orderLimits").put("minimum", 1).put("maximum", 999).put("multiple", 1);
    ObjectNode price =
        page.putObject("pricing").putArray("locations").addObject().put("sellingLocationId", 1).put("status", "FRESH");
    String amount = java.math.BigDecimal.valueOf(tier.path("amt").asLong(), 2).toPlainString();
    price.putObject("current").put("amount", amount).put("currency", tier.path("ccy").asText());
    price.putObject("regular").put("amount", amount).put("currency", tier.path("ccy").asText());
    price.put("kind", "REGULAR");
    long available = node.path("onHandQty").path("amount").asLong() - node.path("reservedQty").path("amount").asLong();
    page.putObject("inventory")
        .putArray("locations")
        .addObject()
        .put("sellingLocationId", 1)
        .put("status", "FRESH")
        .put("availability", available > 0 ? "IN_STOCK" : "OUT_OF_STOCK")
        .put("available", available);
    ObjectNode sections = page.putObject("sections");
    section(sections, "catalog", now);
    section(sections, "pricing", Instant.ofEpochMilli(prices.path("asOfEpochMs").asLong()).toString());
    section(sections, "inventory", stock.path("payload").path(0).path("updatedAt").asText());
    try {
      return JSON.writeValueAsBytes(page);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static void section(ObjectNode sections, String name, String asOf) {
    ObjectNode section = sections.putObject(name).put("status", "FRESH");
    section.putArray("sources").add(name);
    section.put("asOf", asOf);
  }
}
