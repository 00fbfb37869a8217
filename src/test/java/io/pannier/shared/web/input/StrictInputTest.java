package io.pannier.shared.web.input;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.web.problem.CommonProblems;
import io.pannier.shared.web.problem.CommonProblems.Violation;
import io.pannier.shared.web.problem.Problem;
import io.pannier.shared.web.problem.Problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictInputTest {

  private record Line(String sku, int count) {}

  private record Order(
      String name, int quantity, List<String> tags, List<Integer> shops, List<Line> lines) {}

  @Test
  void takes_what_is_right() {
    Order order =
        read(
            """
            {"name": "Größe 5 \\ud83d\\ude00", "quantity": -7, "tags": ["a", "a"], "shops": [1, 2],
             "lines": [{"sku": "x", "count": 3}], "gift": false}
            """);

    assertThat(order)
        .isEqualTo(
            new Order(
                "Größe 5 😀", -7, List.of("a", "a"), List.of(1, 2), List.of(new Line("x", 3))));
  }

  @Test
  void leaves_out_what_is_optional() {
    assertThat(read("{\"name\": \"n\", \"lines\": []}"))
        .isEqualTo(new Order("n", 1, List.of(), List.of(), List.of()));
  }

  static Stream<Arguments> notValid() {
    String huge = "9".repeat(2000);
    return Stream.of(
        arguments("{'lines': []}", "name: is required"),
        arguments("{'name': null, 'lines': []}", "name: must not be null"),
        arguments("{'name': 7, 'lines': []}", "name: must be a string"),
        arguments("{'name': true, 'lines': []}", "name: must be a string"),
        arguments("{'name': ['n'], 'lines': []}", "name: must be a string"),
        arguments("{'name': {}, 'lines': []}", "name: must be a string"),
        arguments("{'name': '', 'lines': []}", "name: must not be blank"),
        arguments("{'name': 'a\\u0000', 'lines': []}", "name: has characters that are not allowed"),
        arguments("{'name': '\\ud800', 'lines': []}", "name: has characters that are not allowed"),
        arguments("{'name': '\\udc00x', 'lines': []}", "name: has characters that are not allowed"),
        arguments("{'name': 'n'}", "lines: is required"),
        arguments("{'name': 'n', 'lines': null}", "lines: must not be null"),
        arguments("{'name': 'n', 'lines': {}}", "lines: must be a list"),
        arguments("{'name': 'n', 'lines': [{},{},{}]}", "lines: must have 0 to 2 entries"),
        arguments("{'name': 'n', 'lines': [null]}", "lines[0]: must be an object"),
        arguments("{'name': 'n', 'lines': [7]}", "lines[0]: must be an object"),
        arguments("{'name': 'n', 'lines': [], 'quantity': '7'}", "quantity: must be an integer"),
        arguments("{'name': 'n', 'lines': [], 'quantity': 1.9}", "quantity: must be an integer"),
        arguments("{'name': 'n', 'lines': [], 'quantity': 1.0}", "quantity: must be an integer"),
        arguments("{'name': 'n', 'lines': [], 'quantity': 1e2}", "quantity: must be an integer"),
        arguments("{'name': 'n', 'lines': [], 'quantity': true}", "quantity: must be an integer"),
        arguments("{'name': 'n', 'lines': [], 'quantity': [1]}", "quantity: must be an integer"),
        arguments("{'name': 'n', 'lines': [], 'quantity': null}", "quantity: must not be null"),
        arguments(
            "{'name': 'n', 'lines': [], 'quantity': 2147483648}", "quantity: is out of range"),
        arguments(
            "{'name': 'n', 'lines': [], 'quantity': " + huge + "}", "quantity: is out of range"),
        arguments(
            "{'name': 'n', 'lines': [], 'quantity': " + huge + ".5}",
            "quantity: must be an integer"),
        arguments(
            "{'name': 'n', 'lines': [], 'quantity': 1e99999}", "quantity: must be an integer"),
        arguments("{'name': 'n', 'lines': [], 'tags': 'a'}", "tags: must be a list"),
        arguments("{'name': 'n', 'lines': [], 'tags': [null]}", "tags[0]: must be a string"),
        arguments("{'name': 'n', 'lines': [], 'tags': ['a', 1]}", "tags[1]: must be a string"),
        arguments("{'name': 'n', 'lines': [], 'shops': [1, '2']}", "shops[1]: must be an integer"),
        arguments("{'name': 'n', 'lines': [], 'shops': [null]}", "shops[0]: must be an integer"),
        arguments("{'name': 'n', 'lines': [], 'gift': 'true'}", "gift: must be true or false"),
        arguments("{'name': 'n', 'lines': [], 'gift': 1}", "gift: must be true or false"),
        arguments("{'name': 'n', 'lines': [], 'gift': null}", "gift: must not be null"),
        arguments("{'name': 'n', 'lines': [], 'price': 1}", "price: is not known"),
        arguments("{'name': 'n', 'lines': [], 'Name': 'x'}", "Name: is not known"),
        arguments("{'name': 'n', 'lines': [], '\\ud800\\u0000': 1}", "??: is not known"),
        arguments("{'name': 'n', 'lines': [], '': 1}", ": is not known"));
  }

  @ParameterizedTest
  @MethodSource("notValid")
  void refuses_one_fault_by_its_name(String json, String fault) {
    Problem problem = refusal(json.replace('\'', '"').getBytes(UTF_8));

    assertThat(problem.type()).isEqualTo(CommonProblems.INVALID_REQUEST);
    assertThat(faults(problem)).containsExactly(fault);
  }

  @Test
  void names_every_offender() {
    Problem problem =
        refusal(
            """
            {"quantity": "1", "tags": [null, "", "ok"], "shops": 4, "id": "x", "gift": 0,
             "lines": [{"sku": 5, "note": ""}, {"count": 1.5, "sku": "s"}]}
            """
                .getBytes(UTF_8));

    assertThat(faults(problem))
        .containsExactlyInAnyOrder(
            "name: is required",
            "quantity: must be an integer",
            "tags[0]: must be a string",
            "tags[1]: must not be blank",
            "shops: must be a list",
            "gift: must be true or false",
            "lines[0].sku: must be a string",
            "lines[0].count: is required",
            "lines[0].note: is not known",
            "lines[1].count: must be an integer",
            "id: is not known");
  }

  @Test
  void names_the_first_hundred_of_many_faults_and_counts_the_others() {
    Problem problem = refusal(withFaults(105));

    assertThat(faults(problem))
        .hasSize(100)
        .startsWith("name: is required")
        .endsWith("x98: is not known");
    assertThat(problem.members()).containsEntry("moreViolations", 5);
    assertThat(problem.detail()).isEqualTo("The request has 105 faults.");
  }

  @Test
  void names_all_of_a_hundred_faults() {
    Problem problem = refusal(withFaults(100));

    assertThat(faults(problem)).hasSize(100);
    assertThat(problem.members()).doesNotContainKey("moreViolations");
  }

  /** Without a name, and the rest unknown. */
  private static byte[] withFaults(int count) {
    return IntStream.range(0, count - 1)
        .mapToObj(i -> "\"x" + i + "\": 1")
        .collect(Collectors.joining(", ", "{\"lines\": [], ", "}"))
        .getBytes(UTF_8);
  }

  static Stream<Arguments> notOneObject() {
    return Stream.of(
        arguments("", "The body is empty."),
        arguments(" \n", "The body is empty."),
        arguments("null", "The body is not a JSON object."),
        arguments("[]", "The body is not a JSON object."),
        arguments("\"name\"", "The body is not a JSON object."),
        arguments("7", "The body is not a JSON object."),
        arguments("{\"name\": \"n\"", "The JSON is not valid at line 1, column"),
        arguments("{name: 1}", "The JSON is not valid at line 1, column"),
        arguments("{'name': 1}", "The JSON is not valid at line 1, column"),
        arguments("{\"a\": 01}", "The JSON is not valid at line 1, column"),
        arguments("{\"a\": NaN}", "The JSON is not valid at line 1, column"),
        arguments("{\"a\": +1}", "The JSON is not valid at line 1, column"),
        arguments("{\"a\": \"\u0001\"}", "The JSON is not valid at line 1, column"),
        arguments("{\"a\": 1,}", "The JSON is not valid at line 1, column"),
        arguments("{\"a\": 1} {}", "Something follows the JSON object."),
        arguments("{\"a\": 1} x", "Something follows the JSON object."),
        arguments("{\"a\": 1}]", "Something follows the JSON object."),
        arguments("{\"a\": 1, \"a\": 1}", "A key stands twice at line 1, column"),
        arguments("{\"a\": 1, \"\\u0061\": 1}", "A key stands twice at line 1, column"),
        arguments(
            "{\"a\": [{\"b\": {\"c\": 1, \"c\": 2}}]}", "A key stands twice at line 1, column"),
        arguments("\ufeff{\"a\": 1}", "The JSON is not valid at line 1, column"));
  }

  @ParameterizedTest
  @MethodSource("notOneObject")
  void names_the_first_fault_of_what_is_not_one_json_object(String body, String detail) {
    Problem problem = refusal(body.getBytes(UTF_8));

    assertThat(problem.type()).isEqualTo(CommonProblems.MALFORMED_REQUEST);
    assertThat(problem.detail()).startsWith(detail);
  }

  @Test
  void refuses_other_encodings() {
    byte[] overlong = {'{', '"', (byte) 0xc0, (byte) 0x80, '"', ':', '1', '}'};
    byte[] surrogate = {
      '{', '"', 'a', '"', ':', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', '}'
    };

    for (byte[] body : List.of("{\"a\":1}".getBytes(UTF_16), overlong, surrogate)) {
      assertThat(refusal(body).type()).isEqualTo(CommonProblems.MALFORMED_REQUEST);
      assertThat(refusal(body).detail()).isEqualTo("The body is not in UTF-8.");
    }
    assertThat(refusal(null).detail()).isEqualTo("The body is empty.");
  }

  @ParameterizedTest
  @ValueSource(ints = {25, 900})
  void takes_nesting_for_what_it_is_where_it_stands(int depth) {
    String nested = "[".repeat(depth) + "]".repeat(depth);
    Problem problem =
        refusal(
            ("{\"name\": " + nested + ", \"lines\": [], \"x\": " + nested + "}").getBytes(UTF_8));

    assertThat(faults(problem)).containsExactly("name: must be a string", "x: is not known");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void refuses_nesting_without_end(String level) {
    Problem problem = refusal(("{\"name\": " + level.repeat(3000)).getBytes(UTF_8));

    assertThat(problem.type()).isEqualTo(CommonProblems.MALFORMED_REQUEST);
    assertThat(problem.detail()).isEqualTo("The JSON is nested too deeply.");
  }

  @Test
  void never_speaks_of_its_own_parts() {
    Stream<String> bodies =
        Stream.concat(
            notOneObject().map(arguments -> (String) arguments.get()[0]),
            notValid().map(arguments -> ((String) arguments.get()[0]).replace('\'', '"')));

    assertThat(bodies.map(body -> refusal(body.getBytes(UTF_8))))
        .allSatisfy(
            problem ->
                assertThat(problem.detail() + problem.members())
                    .doesNotContainIgnoringCase("jackson")
                    .doesNotContain("Token", "Feature", "Exception", "java", "Source", "Stream"));
  }

  private static Order read(@Nullable String body) {
    return read(body == null ? null : body.getBytes(UTF_8));
  }

  private static Order read(byte @Nullable [] body) {
    Violations violations = new Violations();
    JsonFields fields = JsonFields.of(body, violations);
    Field<String> name = fields.text("name", StrictInputTest::notBlank);
    Field<Integer> quantity = fields.optionalInteger("quantity", number -> number);
    Field<List<String>> tags = fields.optionalTexts("tags", 0, 3, StrictInputTest::notBlank);
    Field<List<Integer>> shops = fields.optionalIntegers("shops", 0, 3, number -> number);
    Field<List<Line>> lines = fields.objects("lines", 0, 2, StrictInputTest::line);
    Field<Boolean> gift = fields.optionalBoolean("gift");
    fields.end();
    violations.orThrow();
    assertThat(gift.orElse(false)).isFalse();
    return new Order(
        name.get(),
        quantity.orElse(1),
        tags.orElse(List.of()),
        shops.orElse(List.of()),
        lines.get());
  }

  private static Field<Line> line(JsonFields fields) {
    Field<String> sku = fields.text("sku", StrictInputTest::notBlank);
    Field<Integer> count = fields.integer("count", number -> number);
    fields.end();
    String validSku = sku.value();
    Integer validCount = count.value();
    return new Field<>(
        validSku == null || validCount == null ? null : new Line(validSku, validCount));
  }

  private static Problem refusal(byte @Nullable [] body) {
    return catchThrowableOfType(ProblemException.class, () -> read(body)).problem();
  }

  private static List<String> faults(Problem problem) {
    Map<String, Object> members = problem.members();
    return ((List<?>) members.getOrDefault("violations", List.of()))
        .stream()
            .map(Violation.class::cast)
            .map(violation -> violation.field() + ": " + violation.message())
            .toList();
  }

  private static String notBlank(String text) {
    if (text.isBlank()) {
      throw new InvalidValueException("must not be blank");
    }
    return text;
  }
}
