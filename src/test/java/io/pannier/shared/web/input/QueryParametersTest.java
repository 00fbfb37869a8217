package io.pannier.shared.web.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.shared.web.problem.CommonProblems.Violation;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

class QueryParametersTest {

  @ParameterizedTest
  @ValueSource(strings = {"shop", "SHOPS", "Shop", "sHoP"})
  void a_name_that_is_nearly_known_is_told_the_right_one(String name) {
    assertThat(faults(name)).containsExactly(name + ": must be written shops");
  }

  @Test
  void a_name_without_its_s_is_as_near_as_one_with_another() {
    assertThat(faults("stricts")).containsExactly("stricts: must be written strict");
    assertThat(faults("STRICT")).containsExactly("STRICT: must be written strict");
  }

  /** Links gather them on their way. */
  @ParameterizedTest
  @ValueSource(
      strings = {"utm_source", "s", "", "shopss", "hops", "shop_", "restrict", "\u017Fhops"})
  void a_name_that_is_like_none_is_ignored(String name) {
    assertThat(faults(name)).isEmpty();
  }

  @Test
  void the_right_name_does_not_excuse_the_wrong_one() {
    assertThat(faults("shops", "shop", "Strict"))
        .containsExactly("shop: must be written shops", "Strict: must be written strict");
  }

  private static List<String> faults(String... names) {
    MultiValueMap<String, String> sent = new LinkedMultiValueMap<>();
    for (String name : names) {
      sent.add(name, "true");
    }
    Violations violations = new Violations();
    QueryParameters parameters = QueryParameters.of(sent, violations);
    parameters.optional("shops", text -> text);
    parameters.optionalBoolean("strict");
    parameters.end();
    Object found = Objects.requireNonNull(violations.asProblem().members().get("violations"));
    return ((List<?>) found)
        .stream()
            .map(Violation.class::cast)
            .map(violation -> violation.field() + ": " + violation.message())
            .toList();
  }
}
