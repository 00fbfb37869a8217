package io.pannier;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Pannier keeps its own rules; that each of them can fail is shown in ArchitectureRulesTest. */
class ArchitectureTest {

  private static JavaClasses production;

  @BeforeAll
  static void importProduction() {
    production =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(Layout.ROOT);
  }

  /** A rule that finds nothing to guard fails as well, which is ArchUnit's default. */
  @ParameterizedTest(name = "{0}")
  @EnumSource
  void is_kept(ArchitectureRule rule) {
    rule.rule().check(production);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rooms")
  void room_is_lived_in(String room) {
    assertThat(production.that(resideInAPackage(room))).isNotEmpty();
  }

  /** Version 1 may be deleted any day, and then everything else has to stay green. */
  static List<String> rooms() {
    return Layout.ROOMS.stream().filter(room -> !room.endsWith(".v1")).toList();
  }

  @Test
  void tests_live_in_null_marked_packages_too() {
    JavaClasses withTests = new ClassFileImporter().importPackages(Layout.ROOT);

    ArchitectureRule.EVERY_PACKAGE_IS_NULL_MARKED.rule().check(withTests);
  }
}
