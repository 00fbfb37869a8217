package io.pannier;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.EvaluationResult;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A rule that guards nothing is worse than none: each is seen to let a clean house pass, and to
 * refuse the same house with one wrong brick in it.
 */
class ArchitectureRulesTest {

  private static Path house;
  private static JavaClasses cleanHouse;

  @BeforeAll
  static void buildCleanHouse(@TempDir Path folder) {
    house = folder;
    SeededClasses.compileInto(house, CleanHouse.SOURCES);
    SeededClasses.markPackages(house, CleanHouse.SOURCES);
    cleanHouse = SeededClasses.in(house);
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void lets_a_clean_house_pass(ArchitectureRule rule) {
    EvaluationResult result = rule.rule().evaluate(cleanHouse);

    assertThat(result.getFailureReport().getDetails()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongBricks")
  void refuses_a_wrong_brick(WrongBrick brick, @TempDir Path annexe) {
    SeededClasses.compileInto(annexe, brick.sources(), house);

    EvaluationResult result = brick.breaks().rule().evaluate(SeededClasses.in(house, annexe));

    assertThat(result.getFailureReport().getDetails())
        .anySatisfy(detail -> assertThat(detail).contains(brick.offender()));
  }

  @Test
  void every_rule_is_seen_failing() {
    assertThat(wrongBricks().map(WrongBrick::breaks).collect(Collectors.toSet()))
        .isEqualTo(EnumSet.allOf(ArchitectureRule.class));
  }

  static Stream<WrongBrick> wrongBricks() {
    return WrongBrick.all().stream();
  }
}
