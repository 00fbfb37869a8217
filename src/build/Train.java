import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Makes the archive from which the service starts faster. It starts the extracted service over
 * upstreams of its own, sends it requests, ends it, and leaves what the JVM learnt of it beside its
 * jar: an AOT cache on JDK 25 and newer ({@code pannier.aot}), an AppCDS archive on older ones
 * ({@code pannier.jsa}). The image and everybody else use it as {@code docs/operations.md} shows.
 *
 * <p>There is no database: the service answers 503 where it needs one, which costs nothing here
 * since all of its code that a warm-up runs is learnt too.
 *
 * <p>Usage: {@code java Train.java FOLDER [OPTION ...]}, with the folder of the extracted service
 * and the options of the JVM that it will be started with.
 */
final class Train {

  private static final String PRODUCT = "036000291452";
  private static final int SENDERS = 4;
  private static final int REQUESTS = 4_000;
  private static final long PATIENCE_SECONDS = 120;
  private static final String NONE = "training";

  private static final String CATALOG =
      """
      {"items": [{"gtin14": "00036000291452", "desc": {"short": "Facial tissue", "long": "Soft"},
        "brandNm": "Kleenex", "lifecycleCd": "A", "media": [{"role": "PRIMARY", "path": "/i/1.jpg"}],
        "orderRules": {"minQty": 1, "maxQty": 12, "multQty": 1}, "lastUpdTs": "20250101T061500Z"}],
       "notFound": []}
      """;
  private static final String PRICING =
      """
      {"asOfEpochMs": 1735711200000, "errors": [],
       "prices": [{"itemId": "36000291452", "loc": "1", "tiers": [
         {"type": "REG", "amt": "1299", "exp": 2, "ccy": "USD", "effFrom": 1577836800000, "effTo": null}]}]}
      """;
  private static final String INVENTORY =
      """
      {"payload": [{"sku": "00036000291452", "updatedAt": "2025-01-01T06:00:00Z", "nodes": [
        {"shipNode": "0001", "onHandQty": {"unit": "EACH", "amount": 140},
         "reservedQty": {"unit": "EACH", "amount": 6}, "availToSellQty": null, "inbound": []}]}],
       "unknownSkus": []}
      """;

  private Train() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]).toAbsolutePath();
    boolean hasAotCache = Runtime.version().feature() >= 25;
    Path archive = folder.resolve(hasAotCache ? "pannier.aot" : "pannier.jsa");
    Files.deleteIfExists(archive);
    List<HttpServer> upstreams = List.of(upstream(CATALOG), upstream(PRICING), upstream(INVENTORY));
    try {
      int port = freePort();
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.add(
          (hasAotCache ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=")
              + archive.getFileName());
      // Classes that cannot be archived, which are many, are no news.
      command.add(hasAotCache ? "-Xlog:aot=error" : "-Xlog:cds=error");
      command.addAll(List.of(arguments).subList(1, arguments.length));
      command.addAll(List.of("-cp", "pannier.jar", "io.pannier.PannierApplication"));
      settings(upstreams, port).forEach((name, value) -> command.add("--" + name + "=" + value));
      Process service = new ProcessBuilder(command).directory(folder.toFile()).inheritIO().start();
      try {
        String url = "http://localhost:" + port;
        awaitReady(service, url);
        Map<Integer, Integer> statuses = sendRequests(url);
        System.out.println("Trained by requests, statuses and their number: " + statuses);
        if (!statuses.containsKey(200)) {
          throw new IllegalStateException("no request succeeded");
        }
      } finally {
        service.destroy();
        service.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        service.destroyForcibly();
      }
    } finally {
      upstreams.forEach(upstream -> upstream.stop(0));
    }
    System.out.println(archive + ": " + Files.size(archive) / 1_000_000 + " MB");
  }

  private static HttpServer upstream(String answer) throws IOException {
    byte[] body = answer.getBytes(StandardCharsets.UTF_8);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task);
              thread.setDaemon(true);
              return thread;
            }));
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static Map<String, String> settings(List<HttpServer> upstreams, int port) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("server.port", Integer.toString(port));
    settings.put("spring.data.mongodb.uri", "mongodb://localhost:1/pannier");
    settings.put("pannier.upstream.catalog.base-url", address(upstreams.get(0)));
    settings.put("pannier.upstream.catalog.api-key", NONE);
    settings.put("pannier.upstream.catalog.media-base-url", "https://media.example");
    settings.put("pannier.upstream.pricing.base-url", address(upstreams.get(1)));
    settings.put("pannier.upstream.pricing.token", NONE);
    settings.put("pannier.upstream.inventory.base-url", address(upstreams.get(2)));
    settings.put("pannier.upstream.inventory.token", NONE);
    settings.put("pannier.inventory.legacy-fallback.enabled", "false");
    // So that each request asks the catalog.
    settings.put("pannier.catalog.cache.lifetime", "1ms");
    return settings;
  }

  private static String address(HttpServer upstream) {
    return "http://localhost:" + upstream.getAddress().getPort();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void awaitReady(Process service, String url) throws InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request = get(url + "/actuator/health/readiness");
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < end && service.isAlive()) {
      try {
        if (client.send(request, BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException e) {
        // It does not listen yet.
      }
      Thread.sleep(50);
    }
    throw new IllegalStateException("the service does not become ready");
  }

  private static Map<Integer, Integer> sendRequests(String url) throws InterruptedException {
    List<HttpRequest> requests =
        List.of(
            get(url + "/v2/products/" + PRODUCT),
            get(url + "/v2/products/" + PRODUCT + "?requestedFields=pricing,inventory"),
            post(url + "/v2/products/query", "{\"upcs\": [\"" + PRODUCT + "\"]}"),
            get(url + "/v1/productByUpc?upc=" + PRODUCT),
            post(url + "/v2/carts", "{}"),
            get(url + "/v2/carts/11111111-1111-4111-8111-111111111111"),
            get(url + "/v2/nothing"),
            get(url + "/actuator/health/liveness"));
    Map<Integer, Integer> statuses = new ConcurrentHashMap<>();
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    CountDownLatch done = new CountDownLatch(SENDERS);
    for (int sender = 0; sender < SENDERS; sender++) {
      new Thread(
              () -> {
                try {
                  for (int i = 0; i < REQUESTS / SENDERS; i++) {
                    HttpRequest request = requests.get(i % requests.size());
                    int status = client.send(request, BodyHandlers.discarding()).statusCode();
                    statuses.merge(status, 1, Integer::sum);
                  }
                } catch (IOException | InterruptedException e) {
                  e.printStackTrace();
                } finally {
                  done.countDown();
                }
              })
          .start();
    }
    done.await();
    return new TreeMap<>(statuses);
  }

  private static HttpRequest get(String url) {
    return HttpRequest.newBuilder(URI.create(url)).build();
  }

  private static HttpRequest post(String url, String body) {
    return HttpRequest.newBuilder(URI.create(url))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body))
        .build();
  }
}
