package io.pannier.stubs;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The stubs of our own API are what the service answers. {@code -Dpannier.stubs.write=true} writes
 * them anew where an answer was meant to change.
 */
class ApiStubsTest {

  private static Map<String, String> played;
  private static WireMockServer stubs;

  @BeforeAll
  static void play() throws Exception {
    try (StubJourneys journeys = new StubJourneys()) {
      played = StubMappings.written(journeys.play());
    }
    if (Boolean.getBoolean("pannier.stubs.write")) {
      write(played);
    }
    stubs =
        new WireMockServer(
            options().dynamicPort().usingFilesUnderDirectory(StubMappings.FOLDER.toString()));
    stubs.start();
  }

  @AfterAll
  static void stop() {
    stubs.stop();
  }

  @Test
  void committed_mappings_are_what_the_service_answers() throws Exception {
    Map<String, String> committed = StubMappings.in(StubMappings.FOLDER);

    SoftAssertions softly = new SoftAssertions();
    softly.assertThat(committed.keySet()).as("files").isEqualTo(played.keySet());
    TreeSet<String> both = new TreeSet<>(played.keySet());
    both.retainAll(committed.keySet());
    both.forEach(
        name -> softly.assertThat(committed.get(name)).as(name).isEqualTo(played.get(name)));
    softly.assertAll();
  }

  @Test
  void each_answers_its_own_example_as_the_contracts_say() throws Exception {
    StubMappings.assertAnswered(stubs.baseUrl(), StubMappings.in(StubMappings.FOLDER));
  }

  @Test
  void scenario_that_there_is_not_is_not_answered_as_if_all_were_fine() throws Exception {
    assertThat(page("price-changed")).isEqualTo(200);
    assertThat(page("prize-changed")).isEqualTo(404);
  }

  private static int page(String scenario) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(stubs.url("/v2/products/036000291452")))
                .header(StubStep.CHOICE, scenario)
                .build(),
            BodyHandlers.discarding())
        .statusCode();
  }

  private static void write(Map<String, String> files) throws IOException {
    Path folder = StubMappings.FOLDER.resolve("mappings");
    for (String old : StubMappings.in(StubMappings.FOLDER).keySet()) {
      Files.delete(folder.resolve(old));
    }
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
  }
}
