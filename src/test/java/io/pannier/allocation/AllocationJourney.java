package io.pannier.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.pannier.cart.CartBackends;
import io.pannier.local.LocalIssuer;
import io.pannier.testkit.Client;
import io.pannier.testkit.PannierServer;
import io.pannier.testkit.Reply;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/**
 * Journeys of an order system and a warehouse through the whole service, over the embedded
 * database. Every exchange is held to the contract. All of these classes share two replicas, which
 * end with the tests' process.
 */
abstract class AllocationJourney {

  static final LocalIssuer ISSUER = LocalIssuer.start(0);
  static final PannierServer SERVER = start();
  static final Client CLIENT = SERVER.client();

  static final String ORDERS = ISSUER.token("order-system", "allocations");
  static final String WAREHOUSE = ISSUER.token("warehouse", "stock");

  /** A SKU that no other test has used. */
  final String sku = "LAMP-" + UUID.randomUUID();

  /** A replica on the database that all share. */
  static PannierServer start(String... more) {
    return PannierServer.start(
        CartBackends.MONGO.uri(),
        CartBackends.STUBS,
        Stream.concat(
                ISSUER.properties().entrySet().stream()
                    .map(property -> property.getKey() + "=" + property.getValue()),
                Stream.concat(
                    Stream.of(
                        "pannier.security.keys-timeout=10s",
                        "pannier.security.keys-pause=1ms",
                        // Everybody at once gets in: what is tried here comes behind admission.
                        "pannier.admission.max-in-flight=500",
                        "pannier.admission.allocation.max-in-flight=400"),
                    Stream.of(more)))
            .toArray(String[]::new));
  }

  static Reply send(
      Client client,
      String token,
      HttpMethod method,
      String path,
      @Nullable String json,
      String... headers) {
    String[] all =
        Stream.concat(Stream.of("Authorization", "Bearer " + token), Stream.of(headers))
            .toArray(String[]::new);
    return client.send(method, path, json, all);
  }

  static Reply orders(HttpMethod method, String path, @Nullable String json) {
    return send(CLIENT, ORDERS, method, path, json);
  }

  static Reply warehouse(HttpMethod method, String path, @Nullable String json) {
    return send(CLIENT, WAREHOUSE, method, path, json);
  }

  /** A batch that is here. */
  Reply batch(String reference, int quantity) {
    return put(reference, "{\"quantity\": " + quantity + "}");
  }

  /** A batch that arrives on a day. */
  Reply batch(String reference, int quantity, String eta) {
    return put(reference, "{\"quantity\": " + quantity + ", \"eta\": \"" + eta + "\"}");
  }

  Reply put(String reference, String json) {
    return warehouse(HttpMethod.PUT, batchPath(reference), json);
  }

  String batchPath(String reference) {
    return "/v2/stock/" + sku + "/batches/" + reference;
  }

  Reply allocate(String orderId, int quantity) {
    return allocate(CLIENT, orderId, quantity);
  }

  Reply allocate(Client client, String orderId, int quantity) {
    return send(client, ORDERS, HttpMethod.POST, "/v2/allocations", line(orderId, quantity));
  }

  String line(String orderId, int quantity) {
    return "{\"orderId\": \""
        + orderId
        + "\", \"sku\": \""
        + sku
        + "\", \"quantity\": "
        + quantity
        + "}";
  }

  String linePath(String orderId) {
    return "/v2/allocations/" + orderId + "/" + sku;
  }

  JsonNode stock() {
    Reply stock = warehouse(HttpMethod.GET, "/v2/stock/" + sku, null);
    assertThat(stock.status()).isEqualTo(200);
    return stock.json();
  }

  /** A batch's figures: allocated, shipped, available and excess. */
  List<Long> figures(String reference) {
    JsonNode batch = warehouse(HttpMethod.GET, batchPath(reference), null).json();
    return Stream.of("allocated", "shipped", "available", "excess")
        .map(name -> batch.get(name).asLong())
        .toList();
  }

  /** What a replica has counted since it was started. */
  static double count(PannierServer replica, String counter) {
    return replica.bean(MeterRegistry.class).counter(counter).count();
  }

  static String anyOrder() {
    return "order-" + UUID.randomUUID();
  }

  /** A member of each entry of a list. */
  static List<String> each(JsonNode list, String member) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(entry -> entry.path(member).asText())
        .toList();
  }

  void assertConsistent() {
    JsonNode audit = warehouse(HttpMethod.GET, "/v2/stock/" + sku + "/audit", null).json();
    assertThat(audit.get("consistent").asBoolean()).as(audit.toString()).isTrue();
  }

  static void assertRefused(Reply refusal, int status, String code) {
    assertThat(List.of(refusal.status(), refusal.code())).isEqualTo(List.of(status, code));
  }
}
