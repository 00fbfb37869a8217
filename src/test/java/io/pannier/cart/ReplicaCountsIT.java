package io.pannier.cart;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.local.StubUpstreams;
import io.pannier.shared.model.ProductId.Upc;
import io.pannier.shared.model.Upcs;
import io.pannier.testkit.Client;
import io.pannier.testkit.PannierServer;
import io.pannier.testkit.Reply;
import io.pannier.testkit.TestDatabase;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;

/** What requests cost others, where one, two and three replicas take turns in answering them. */
@Tag("mongodb")
@Tag("full")
class ReplicaCountsIT {

  private static final int REQUESTS = 60;
  private static final int PRODUCTS = 10;

  private static final TestDatabase MONGO = TestDatabase.open();
  private static final StubUpstreams STUBS = StubUpstreams.start();
  private static final List<PannierServer> REPLICAS = three("false");
  private static final List<PannierServer> REPLICAS_WITH_A_CACHE = three("true");

  private static List<PannierServer> three(String catalogCache) {
    return IntStream.range(0, 3)
        .mapToObj(
            number ->
                PannierServer.start(
                    MONGO.uri(),
                    STUBS,
                    "pannier.catalog.cache.enabled=" + catalogCache,
                    "pannier.catalog.cache.lifetime=1h"))
        .toList();
  }

  @AfterAll
  static void stop() {
    REPLICAS.forEach(PannierServer::close);
    REPLICAS_WITH_A_CACHE.forEach(PannierServer::close);
    STUBS.close();
    MONGO.close();
  }

  @BeforeEach
  void everythingIsSold() {
    STUBS.reset();
    AnyProduct.isSoldBy(STUBS);
  }

  /** Calls of upstreams and commands of the database, for so many requests. */
  private record Counts(int catalog, int pricing, int inventory, long reads, long writes) {

    static Counts ofAllReplicas() {
      return new Counts(
          STUBS.catalog().getAllServeEvents().size(),
          STUBS.pricing().getAllServeEvents().size(),
          STUBS.inventory().getAllServeEvents().size(),
          commands("find"),
          commands("update") + commands("insert"));
    }

    private static long commands(String name) {
      return REPLICAS.stream().mapToLong(replica -> replica.databaseCommands(name)).sum();
    }

    Counts since(Counts before) {
      return new Counts(
          catalog - before.catalog,
          pricing - before.pricing,
          inventory - before.inventory,
          reads - before.reads,
          writes - before.writes);
    }
  }

  /** What so many requests cost, each to the next replica of so many. */
  private static Counts ofEach(int replicas, String what, IntFunction<Reply> request) {
    Counts before = Counts.ofAllReplicas();
    IntStream.range(0, REQUESTS).forEach(i -> assertThat(request.apply(i).status()).isEqualTo(200));
    Counts counts = Counts.ofAllReplicas().since(before);
    System.out.printf("%d %s, replicas %d: %s%n", REQUESTS, what, replicas, counts);
    return counts;
  }

  private static Reply page(Client client, Upc upc) {
    return client.send(HttpMethod.GET, "/v2/products/" + upc.text(), null);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void a_request_costs_the_same_however_many_replicas_there_are(int replicas) {
    List<Client> clients = REPLICAS.stream().limit(replicas).map(PannierServer::client).toList();
    Upc upc = Upcs.numbered(1);
    GuestCart cart = GuestCart.create(clients.get(0));
    assertThat(cart.add(upc, 1).status()).isEqualTo(201);

    assertThat(ofEach(replicas, "pages", i -> page(clients.get(i % replicas), upc)))
        .isEqualTo(new Counts(REQUESTS, REQUESTS, REQUESTS, 0, 0));
    assertThat(
            ofEach(
                replicas, "views of a cart", i -> cart.through(clients.get(i % replicas)).view()))
        .isEqualTo(new Counts(REQUESTS, REQUESTS, REQUESTS, REQUESTS, 0));
    assertThat(
            ofEach(replicas, "additions", i -> cart.through(clients.get(i % replicas)).add(upc, 1)))
        .isEqualTo(new Counts(REQUESTS, REQUESTS, REQUESTS, REQUESTS, REQUESTS));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void with_the_cache_each_replica_asks_the_catalog_once_about_a_product(int replicas) {
    List<Client> clients =
        REPLICAS_WITH_A_CACHE.stream().limit(replicas).map(PannierServer::client).toList();
    // Of which no replica has heard.
    int first = replicas * 1000;

    Counts counts =
        ofEach(
            replicas,
            "pages of " + PRODUCTS + " products, with the catalog's cache",
            i -> {
              int product = i % PRODUCTS;
              int round = i / PRODUCTS;
              return page(
                  clients.get((product + round) % replicas), Upcs.numbered(first + product));
            });

    assertThat(counts).isEqualTo(new Counts(replicas * PRODUCTS, REQUESTS, REQUESTS, 0, 0));
  }
}
