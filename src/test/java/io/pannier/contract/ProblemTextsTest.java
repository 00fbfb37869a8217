package io.pannier.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pannier.cart.CartBackends;
import io.pannier.shared.web.problem.ProblemType;
import io.pannier.shared.web.problem.ProblemTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The texts that explain problems: each problem type has one, with an example that a contract
 * allows and whose members are explained.
 */
class ProblemTextsTest {

  private static final Path FOLDER = Path.of("docs", "problems");
  private static final Pattern SECTION =
      Pattern.compile("^## ([a-z-]+)\\n(.*?)(?=^## |\\z)", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern EXAMPLE =
      Pattern.compile(
          "^```http\\nHTTP/1.1 ([0-9]{3})\\n(.*?)\\n\\n(.*?)\\n```$",
          Pattern.MULTILINE | Pattern.DOTALL);

  /** Explained once, on every page. */
  private static final Set<String> MEMBERS_OF_ALL =
      Set.of("type", "title", "status", "detail", "instance", "code", "traceId");

  private static final List<ApiContract> CONTRACTS = ApiContracts.ofRepository().all();

  /** What one feature says of one code. */
  record Text(String feature, String code, String text) {

    int status() {
      return Integer.parseInt(example().group(1));
    }

    List<String> headers() {
      return example().group(2).lines().map(line -> line.replaceFirst(":.*", "")).toList();
    }

    JsonNode body() {
      try {
        return new ObjectMapper().readTree(example().group(3));
      } catch (JsonProcessingException e) {
        throw new UncheckedIOException(this + " has no JSON", e);
      }
    }

    private MatchResult example() {
      return EXAMPLE.matcher(text).results().findFirst().orElseThrow();
    }

    @Override
    public String toString() {
      return feature + " " + code;
    }
  }

  static Stream<Text> texts() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().flatMap(ProblemTextsTest::texts).toList().stream();
    }
  }

  private static Stream<Text> texts(Path file) {
    try {
      String feature = String.valueOf(file.getFileName()).replaceFirst("\\.md$", "");
      return SECTION
          .matcher(Files.readString(file))
          .results()
          .map(section -> new Text(feature, section.group(1), section.group(2)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void there_is_one_for_each_problem_type_and_no_other() throws IOException {
    List<String> types =
        CartBackends.service().beans(ProblemTypes.class).stream()
            .flatMap(of -> of.all().stream().map(type -> of.feature() + " " + type.code()))
            .toList();

    assertThat(texts().map(Text::toString)).containsExactlyInAnyOrderElementsOf(types);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void it_says_what_happened_shows_an_example_and_says_what_to_do(Text text) {
    assertThat(text.text().lines().filter(line -> line.startsWith("### ")))
        .containsExactly("### What happened", "### An example", "### What to do");
  }

  @ParameterizedTest
  @MethodSource("texts")
  void its_example_is_that_of_its_type(Text text) {
    ProblemType type =
        CartBackends.service().beans(ProblemTypes.class).stream()
            .filter(types -> types.feature().equals(text.feature()))
            .flatMap(types -> types.all().stream())
            .filter(one -> one.code().equals(text.code()))
            .findFirst()
            .orElseThrow();

    assertThat(text.status()).isEqualTo(type.status().value());
    if (text.body().has("title")) {
      assertThat(text.body().path("title").asText()).isEqualTo(type.title());
    }
  }

  @ParameterizedTest
  @MethodSource("texts")
  void its_example_is_one_that_a_contract_allows(Text text) {
    assertThat(CONTRACTS.stream().flatMap(contract -> faults(contract, text)))
        .as("faults by each answer with this status")
        .anyMatch(List::isEmpty);
  }

  /** What is wrong with an example as each of a contract's answers with its status. */
  private static Stream<List<String>> faults(ApiContract contract, Text text) {
    Stream<JsonNode> answers =
        contract.operations().stream()
            .map(operation -> operation.node().at("/responses/" + text.status()));
    Stream<JsonNode> others = contract.anyOtherRequest().stream();
    return Stream.concat(answers, others)
        .map(contract::resolve)
        .filter(answer -> answer.path("content").size() > 0)
        .distinct()
        .map(answer -> faults(contract, answer, text));
  }

  private static List<String> faults(ApiContract contract, JsonNode answer, Text text) {
    Stream<String> missing =
        answer.path("headers").properties().stream()
            .filter(header -> contract.resolve(header.getValue()).path("required").asBoolean())
            .map(header -> header.getKey())
            .filter(header -> !header.equals("X-Trace-Id") && !text.headers().contains(header))
            .map(header -> header + " is missing");
    JsonNode schema = answer.path("content").elements().next().path("schema");
    return Stream.concat(missing, contract.faults(schema, text.body()).stream()).toList();
  }

  @ParameterizedTest
  @MethodSource("texts")
  void every_member_of_its_example_is_explained(Text text) {
    Set<String> members = new TreeSet<>();
    if (text.body().has("error")) {
      text.body().path("error").fieldNames().forEachRemaining(name -> members.add("error." + name));
    } else {
      text.body().fieldNames().forEachRemaining(members::add);
      members.removeAll(MEMBERS_OF_ALL);
    }
    Set<String> explained = new TreeSet<>();
    text.text()
        .lines()
        .filter(line -> line.startsWith("- `"))
        .map(line -> line.substring(2, line.indexOf(':')))
        .flatMap(names -> Arrays.stream(names.split(", ")))
        .forEach(name -> explained.add(name.replace("`", "")));

    assertThat(explained).containsAll(members);
  }
}
