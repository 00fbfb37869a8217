package io.pannier.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pannier.contract.ApiContract;
import io.pannier.contract.ApiContracts;
import io.pannier.contract.Operation;
import io.pannier.testkit.PannierServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the examples of the migration guide in a shell, against the real service over real stubs:
 * each answers what the guide says that it does.
 */
class MigrationGuideTest {

  /** Whatever stands in its place: as a value, or as a member for those that are not shown. */
  private static final String ANYTHING = "…";

  private static final String NEXT = "@next@";
  private static final Pattern BLOCK =
      Pattern.compile("^```(sh|json)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern STATUS = Pattern.compile("\\n?([1-5][0-9]{2})\\s*$");
  private static final Path GUIDE = Path.of("docs", "migrating-to-v2.md");

  private static List<Example> examples = List.of();

  /**
   * A command and its answer.
   *
   * @param told what the guide says; empty if it says nothing of it
   */
  private record Example(String command, String told, String answered) {

    @Override
    public String toString() {
      return command;
    }
  }

  @BeforeAll
  static void runAllOfIt() throws IOException, InterruptedException {
    List<MatchResult> blocks =
        BLOCK.matcher(Files.readString(GUIDE)).results().collect(Collectors.toList());
    List<Example> told = new ArrayList<>();
    for (MatchResult block : blocks) {
      if (block.group(1).equals("sh")) {
        told.add(new Example(block.group(2).strip(), "", ""));
      } else {
        Example last = told.remove(told.size() - 1);
        assertThat(last.told()).as("%s is answered once", last).isEmpty();
        told.add(new Example(last.command(), block.group(2).strip(), ""));
      }
    }
    try (StubUpstreams stubs = StubUpstreams.start();
        EmbeddedMongo mongo = EmbeddedMongo.inMemory();
        PannierServer server =
            PannierServer.start(mongo.uri(), stubs, "pannier.deadline.product=25s")) {
      List<String> answers = run(told, server.url());
      examples = new ArrayList<>();
      for (int i = 0; i < told.size(); i++) {
        Example one = told.get(i);
        examples.add(new Example(one.command(), one.told(), answers.get(i).strip()));
      }
    }
  }

  private static List<String> run(List<Example> told, String url)
      throws IOException, InterruptedException {
    String script =
        told.stream()
            .map(one -> one.command().replace("http://localhost:8080", url))
            .collect(Collectors.joining("\necho " + NEXT + "\n"));
    Process shell = new ProcessBuilder("sh", "-c", script).redirectErrorStream(true).start();
    String[] answers = new String(shell.getInputStream().readAllBytes(), UTF_8).split(NEXT, -1);
    assertThat(shell.waitFor()).isZero();
    assertThat(answers).hasSize(told.size());
    return List.of(answers);
  }

  static List<Example> examples() {
    return examples;
  }

  @ParameterizedTest
  @MethodSource("examples")
  void an_example_is_answered_as_the_guide_says(Example example) throws JsonProcessingException {
    assertThat(status(example.answered())).isEqualTo(status(example.told()));
    String told = body(example.told());
    String answered = body(example.answered());
    if (told.isEmpty()) {
      assertThat(answered).isEmpty();
      return;
    }
    ObjectMapper mapper = new ObjectMapper();
    assertThat(faults("", mapper.readTree(told), mapper.readTree(answered)))
        .as("%s", answered)
        .isEmpty();
  }

  @Test
  void every_operation_of_version_one_has_an_example() {
    List<Operation> operations =
        ApiContracts.ofRepository().all().stream()
            .filter(contract -> contract.name().endsWith("-v1"))
            .map(ApiContract::operations)
            .flatMap(List::stream)
            .toList();

    assertThat(operations).hasSizeGreaterThan(5);
    for (Operation operation : operations) {
      String path = operation.path().getPatternString().replace("{cartId}", "$ID");
      Pattern address = Pattern.compile("\\$PANNIER" + Pattern.quote(path) + "[\"?]");
      assertThat(examples).as(path).anyMatch(one -> address.matcher(one.command()).find());
    }
  }

  private static String status(String answer) {
    return STATUS.matcher(answer).results().map(found -> found.group(1)).findFirst().orElse("");
  }

  private static String body(String answer) {
    return STATUS.matcher(answer).replaceFirst("").strip();
  }

  /** Where an answer is not what was told; an object may have more members only where told so. */
  private static List<String> faults(String at, JsonNode told, JsonNode answered) {
    List<String> faults = new ArrayList<>();
    if (told.isTextual() && told.textValue().equals(ANYTHING)) {
      return faults;
    }
    if (told.isObject() && answered.isObject()) {
      told.fieldNames()
          .forEachRemaining(
              name -> {
                if (!name.equals(ANYTHING)) {
                  faults.addAll(faults(at + "/" + name, told.get(name), answered.path(name)));
                }
              });
      answered
          .fieldNames()
          .forEachRemaining(
              name -> {
                if (!told.has(name) && !told.has(ANYTHING)) {
                  faults.add(at + "/" + name + " is not told");
                }
              });
    } else if (told.isArray() && answered.isArray() && told.size() == answered.size()) {
      for (int i = 0; i < told.size(); i++) {
        faults.addAll(faults(at + "/" + i, told.get(i), answered.get(i)));
      }
    } else if (!told.equals(answered)) {
      faults.add(at + " is told as " + told + " and answered as " + answered);
    }
    return faults;
  }
}
