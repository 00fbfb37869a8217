package io.pannier.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pannier.local.SampleProducts;
import io.pannier.local.StubUpstreams;
import io.pannier.testkit.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A jar with an adapter, beside the packaged service and in the image: it is asked for prices. */
class BroughtAdapterIT {

  private static final Path EXAMPLE = Path.of("examples", "price-list").toAbsolutePath();
  private static final Path LOGS = Path.of("target", "packaging").toAbsolutePath();

  private static Path folder;

  private static StubUpstreams stubs;
  private static Image image;
  private static Path adapters;

  @BeforeAll
  static void givenTheExampleAsAJar(@TempDir Path temporary) throws Exception {
    folder = temporary;
    stubs = StubUpstreams.start();
    image = Image.built(folder.resolve("image"));
    adapters = Files.createDirectory(folder.resolve("adapters"));
    Path classes = folder.resolve("classes");
    Tool.run(
        "javac",
        List.of(
            "--release",
            "17",
            "-d",
            classes.toString(),
            "-cp",
            Path.of("target", "pannier-classes.jar") + ":" + image.libraries() + "/*",
            java("PriceList"),
            java("PriceListGateway"),
            java("PriceListConfiguration")));
    Tool.run(
        "jar",
        List.of(
            "--create",
            "--file",
            adapters.resolve("price-list.jar").toString(),
            "-C",
            classes.toString(),
            ".",
            "-C",
            EXAMPLE.resolve("src/main/resources").toString(),
            "."));
  }

  @AfterAll
  static void close() {
    stubs.close();
  }

  @Test
  void the_packaged_service_uses_what_loader_path_names() throws Exception {
    List<String> launch =
        List.of("-Dloader.path=" + adapters, "-jar", ServiceProcess.JAR.toString());

    try (ServiceProcess service =
        ServiceProcess.start(launch, folder, settings("price-list"), LOGS.resolve("jar.log"))) {
      assertThat(priceAt(service, 412)).isEqualTo("12.49 from pricing");
    }
  }

  @Test
  void the_image_uses_what_is_in_its_folder_of_adapters() throws Exception {
    Path brought = Files.createDirectory(image.folder().resolve("adapters"));
    Files.copy(adapters.resolve("price-list.jar"), brought.resolve("price-list.jar"));

    try (ServiceProcess service =
        ServiceProcess.start(
            image.launch(), image.folder(), settings("price-list"), LOGS.resolve("image.log"))) {
      assertThat(priceAt(service, 1)).isEqualTo("13.49 from pricing");
    }
  }

  @Test
  void an_unknown_kind_is_refused_with_those_of_ours_and_of_the_jar() throws Exception {
    List<String> launch =
        List.of("-Dloader.path=" + adapters, "-jar", ServiceProcess.JAR.toString());

    String said =
        ServiceProcess.refusal(launch, folder, settings("pricelist"), LOGS.resolve("refused.log"));

    assertThat(said)
        .contains(
            "pannier.upstream.pricing.kind is pricelist, but must be one of: price-list, reference");
  }

  /** Nothing of what the reference needs. */
  private static Map<String, String> settings(String kind) {
    Map<String, String> settings = new TreeMap<>(stubs.properties());
    settings.keySet().removeIf(name -> name.startsWith("pannier.upstream.pricing."));
    settings.put("pannier.upstream.pricing.kind", kind);
    settings.put(
        "pannier.upstream.pricing.price-list.file", EXAMPLE.resolve("prices.json").toString());
    settings.put("server.port", "0");
    settings.put("pannier.deadline.product", "20s");
    // Product pages need no database.
    settings.put("spring.data.mongodb.uri", "mongodb://127.0.0.1:1/pannier");
    return settings;
  }

  private static String priceAt(ServiceProcess service, int location)
      throws IOException, InterruptedException {
    URI page =
        URI.create(
            service.url()
                + "/v2/products/"
                + SampleProducts.FACIAL_TISSUE.text()
                + "?requestedFields=pricing&sellingLocationIds="
                + location);
    String body =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString())
            .body();
    JsonNode pricing = new ObjectMapper().readTree(body);
    return pricing.at("/pricing/locations/0/current/amount").asText()
        + " from "
        + pricing.at("/sections/pricing/sources/0").asText();
  }

  private static String java(String name) {
    return EXAMPLE.resolve("src/main/java/com/example/pricelist/" + name + ".java").toString();
  }
}
