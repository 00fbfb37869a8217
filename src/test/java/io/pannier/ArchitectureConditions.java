package io.pannier;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the rules ask of a class that ArchUnit has no words for. */
final class ArchitectureConditions {

  private static final Pattern LEAVES_THE_CHAIN =
      Pattern.compile("(block|subscribe).*|toFuture|toStream|toIterable");

  private ArchitectureConditions() {}

  /** A feature's domain is open to the others; its application and adapters are its own. */
  private static final Set<String> GO_BY_A_LOCALE =
      Set.of(
          "java.lang.String.format",
          "java.lang.String.formatted",
          "java.lang.String.toLowerCase",
          "java.lang.String.toUpperCase",
          "java.io.PrintStream.printf",
          "java.io.PrintStream.format",
          "java.text.DecimalFormat.<init>",
          "java.text.MessageFormat.<init>",
          "java.text.MessageFormat.format",
          "java.text.NumberFormat.getInstance",
          "java.text.NumberFormat.getCurrencyInstance",
          "java.text.NumberFormat.getNumberInstance",
          "java.text.NumberFormat.getPercentInstance",
          "java.text.SimpleDateFormat.<init>",
          "java.time.format.DateTimeFormatter.ofLocalizedDate",
          "java.time.format.DateTimeFormatter.ofLocalizedDateTime",
          "java.time.format.DateTimeFormatter.ofLocalizedTime",
          "java.time.format.DateTimeFormatter.ofPattern",
          "java.time.format.DateTimeFormatterBuilder.toFormatter",
          "java.util.Currency.getSymbol",
          "java.util.Formatter.<init>",
          "java.util.Locale.getDefault",
          "java.util.Scanner.<init>");

  static ArchCondition<JavaClass> useOnlyTheDomainOfOtherFeatures() {
    return notDependOn(
        "use only the domain of other features",
        (origin, target) -> {
          Optional<String> feature = Layout.featureOf(target);
          return feature.isPresent()
              && !feature.equals(Layout.featureOf(origin))
              && !Layout.isOfADomain(target);
        });
  }

  static ArchCondition<JavaClass> knowNoAdapterButTheirOwn() {
    return notDependOn(
        "know no adapter but their own",
        (origin, target) ->
            Layout.isOfAnAdapter(target)
                && !Layout.isSharedByTheVersionsOf(target, origin)
                && !origin.getPackageName().equals(target.getPackageName()));
  }

  static ArchCondition<JavaClass> knowNoApiVersionButTheirOwn() {
    return notDependOn(
        "know no API version but their own",
        (origin, target) -> {
          Optional<String> version = Layout.versionOf(target);
          return version.isPresent() && !version.equals(Layout.versionOf(origin));
        });
  }

  private static ArchCondition<JavaClass> notDependOn(
      String description, BiPredicate<JavaClass, JavaClass> forbidden) {
    return new ArchCondition<>(description) {
      @Override
      public void check(JavaClass origin, ConditionEvents events) {
        for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
          if (forbidden.test(origin, dependency.getTargetClass())) {
            events.add(SimpleConditionEvent.violated(origin, dependency.getDescription()));
          }
        }
      }
    };
  }

  /** Wherever the JDK offers to take a locale and goes by the machine's if it gets none. */
  static ArchCondition<JavaClass> nameTheLocale() {
    return new ArchCondition<>("name the locale of whatever depends on one") {
      @Override
      public void check(JavaClass origin, ConditionEvents events) {
        origin.getAccessesFromSelf().stream()
            .filter(access -> access instanceof JavaCodeUnitAccess<?>)
            .map(access -> (JavaCodeUnitAccess<?>) access)
            .filter(ArchitectureConditions::dependsOnTheDefaultLocale)
            .forEach(
                access ->
                    events.add(SimpleConditionEvent.violated(origin, access.getDescription())));
      }
    };
  }

  private static boolean dependsOnTheDefaultLocale(JavaCodeUnitAccess<?> access) {
    boolean localeIsNamed =
        access.getTarget().getRawParameterTypes().stream()
            .anyMatch(type -> type.isEquivalentTo(Locale.class));
    String what = access.getTargetOwner().getName() + "." + access.getName();
    return !localeIsNamed && GO_BY_A_LOCALE.contains(what);
  }

  /** Neither by a call nor by a method reference. */
  static ArchCondition<JavaClass> stayInTheReactiveChain() {
    return new ArchCondition<>("not block, subscribe or otherwise leave the reactive chain") {
      @Override
      public void check(JavaClass origin, ConditionEvents events) {
        Stream.<JavaAccess<?>>concat(
                origin.getMethodCallsFromSelf().stream(),
                origin.getMethodReferencesFromSelf().stream())
            .filter(access -> LEAVES_THE_CHAIN.matcher(access.getName()).matches())
            .filter(
                access ->
                    access.getTargetOwner().getPackageName().startsWith("reactor.")
                        || access.getTargetOwner().getPackageName().equals("org.reactivestreams"))
            .forEach(
                access ->
                    events.add(SimpleConditionEvent.violated(origin, access.getDescription())));
      }
    };
  }

  /**
   * What a configuration nests, such as what is wired only behind a switch, is in one place too.
   */
  static ArchCondition<JavaClass> shareTheirPackageWithOneConfiguration() {
    return satisfy(
        "share their package with exactly one configuration",
        type ->
            type.getPackage().getClasses().stream()
                    .filter(JavaClass::isTopLevelClass)
                    .filter(sibling -> sibling.isAnnotatedWith(Configuration.class))
                    .count()
                == 1);
  }

  /** So that an injection without a qualifier gets what the feature composed around them. */
  static ArchCondition<JavaMethod> beInjectedOnlyWhereTheyAreNamed() {
    return ArchCondition.from(
        DescribedPredicate.describe(
            "have a qualifier and be no default candidate for injection",
            method ->
                method.isAnnotatedWith(Qualifier.class)
                    && !method.getAnnotationOfType(Bean.class).defaultCandidate()));
  }

  /** What wraps every adapter of a port is its feature's, which outlives the adapter. */
  static ArchCondition<JavaClass> neitherHoldNorTakeNorWrapAPort() {
    return notDependOn(
        "neither hold nor take a port, nor use what wraps one",
        (origin, target) ->
            (Layout.isAPort(target) && holdsOrTakes(origin, target)) || wrapsAPort(target));
  }

  private static boolean holdsOrTakes(JavaClass origin, JavaClass port) {
    return origin.getFields().stream().anyMatch(field -> field.getRawType().equals(port))
        || origin.getCodeUnits().stream()
            .anyMatch(taking -> taking.getRawParameterTypes().contains(port));
  }

  private static boolean wrapsAPort(JavaClass type) {
    return Layout.isOfADomain(type)
        && !type.isInterface()
        && type.getAllRawInterfaces().stream().anyMatch(Layout::isAPort);
  }

  static ArchCondition<JavaClass> notProxyTheirBeanMethods() {
    return satisfy(
        "not proxy their bean methods",
        type -> !type.getAnnotationOfType(Configuration.class).proxyBeanMethods());
  }

  static ArchCondition<JavaClass> resideInANullMarkedPackage() {
    return satisfy(
        "reside in a null-marked package",
        type -> {
          JavaPackage room = type.getPackage();
          return room.isAnnotatedWith(NullMarked.class);
        });
  }

  /** A lambda is an implementation that byte code does not show: functional ones may have none. */
  static ArchCondition<JavaClass> haveSeveralImplementations() {
    return satisfy(
        "have more than one implementation, or be functional and left to lambdas",
        type -> {
          long implementations =
              type.getAllSubclasses().stream()
                  .filter(subclass -> !subclass.isInterface())
                  .filter(subclass -> !subclass.getModifiers().contains(JavaModifier.ABSTRACT))
                  .count();
          return implementations > 1
              || (implementations == 0 && type.isAnnotatedWith(FunctionalInterface.class));
        });
  }

  private static ArchCondition<JavaClass> satisfy(
      String description, Predicate<JavaClass> predicate) {
    return ArchCondition.from(DescribedPredicate.describe(description, predicate));
  }
}
