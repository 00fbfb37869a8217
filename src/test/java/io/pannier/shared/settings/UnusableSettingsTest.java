package io.pannier.shared.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;

/**
 * A number, time or size that makes no sense keeps the service from starting. Those that there are
 * are read from the records themselves, so that none is forgotten.
 */
class UnusableSettingsTest {

  /** For which nothing at all is a choice. */
  private static final Set<String> MAY_BE_ZERO =
      Set.of(
          "pannier.client-address.trusted-proxies",
          "pannier.upstream.log-interval",
          "pannier.upstream.retry-budget.percent",
          "pannier.upstream.retry-budget.floor",
          "pannier.catalog.cache.lifetime",
          "pannier.catalog.cache.stale",
          "pannier.catalog.cache.not-found",
          "pannier.pricing.cache.lifetime",
          "pannier.pricing.cache.not-found",
          "pannier.inventory.cache.lifetime",
          "pannier.inventory.cache.not-found",
          "pannier.security.keys-grace");

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withUserConfiguration(AllProperties.class)
          .withPropertyValues(
              "pannier.upstream.catalog.base-url=http://catalog.example",
              "pannier.upstream.catalog.api-key=key",
              "pannier.upstream.catalog.media-base-url=http://media.example",
              "pannier.upstream.pricing.base-url=http://pricing.example",
              "pannier.upstream.pricing.token=token",
              "pannier.upstream.inventory.base-url=http://inventory.example",
              "pannier.upstream.inventory.token=token",
              "pannier.upstream.legacy-inventory.base-url=http://legacy.example",
              "pannier.upstream.legacy-inventory.username=name",
              "pannier.upstream.legacy-inventory.password=password");

  @Test
  void what_is_usable_by_default_is_accepted() {
    runner.run(context -> assertThat(context).hasNotFailed());
    assertThat(amounts())
        .hasSizeGreaterThan(35)
        .contains(
            "pannier.cart.max-quantity",
            "pannier.mongodb.operation-timeout",
            "pannier.request.max-body-size",
            "pannier.deadline.cart-read",
            "pannier.product.max-offers",
            "pannier.cart.guest-creation.per-minute");
  }

  @ParameterizedTest
  @MethodSource("amounts")
  void less_than_nothing_is_refused(String property) {
    assertRefused(property, property.endsWith("size") ? "-1" : "-2");
  }

  @ParameterizedTest
  @MethodSource("amounts")
  void nothing_is_refused_unless_it_is_a_choice(String property) {
    if (MAY_BE_ZERO.contains(property)) {
      runner.withPropertyValues(property + "=0").run(context -> assertThat(context).hasNotFailed());
    } else {
      assertRefused(property, "0");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "pannier.default-selling-location, 10000",
    "pannier.client-address.trusted-proxies, 11",
    "pannier.request.max-body-size, 3GB",
  })
  void too_much_is_refused(String property, String value) {
    assertRefused(property, value);
  }

  @ParameterizedTest
  @CsvSource({
    "spring.security.oauth2.resourceserver.jwt.issuer-uri, '', https://issuer.example/\\nx",
    "spring.security.oauth2.resourceserver.jwt.audiences, [0], pan\\0nier",
    "pannier.api.v1.clients, [0], an\\tapp",
    "pannier.cors.allowed-origins, '', https://shop.example/path",
    "pannier.cors.allowed-origins, '', https://user@shop.example",
    "pannier.cors.allowed-origins, [0], https://shop.example\\n/",
    "pannier.cors.allowed-origins, [0], example.shop"
  })
  void what_could_match_nothing_is_refused(String property, String index, String value) {
    assertRefused(property, index, value.translateEscapes());
  }

  @ParameterizedTest
  @CsvSource({
    "'', pannier.languages must be set",
    "'de,german!', pannier.languages[1] must be the tag of a language",
    "'en_US', pannier.languages[0] must be the tag of a language",
    "'x-own', pannier.languages[0] must be the tag of a language",
    "'de-CH,en,de-ch', pannier.languages[2] must be a language that is not there already",
  })
  void a_faulty_language_is_named_by_its_place(String languages, String message) {
    runner
        .withPropertyValues("pannier.languages=" + languages)
        .run(
            context ->
                assertThat(context).getFailure().rootCause().hasMessageStartingWith(message));
  }

  @Test
  void a_blackout_that_ends_before_it_starts_is_refused() {
    runner
        .withPropertyValues(
            "pannier.api.v1.blackouts[0].from=2027-06-01T10:00:00Z",
            "pannier.api.v1.blackouts[0].to=2027-06-01T09:00:00Z")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageStartingWith("pannier.api.v1.blackouts[0].to must be after"));
  }

  @Test
  void how_a_property_is_written_does_not_matter() {
    runner
        .withPropertyValues("PANNIER_CART_MAXQUANTITY=0", "pannier.cart.maxQuantity=0")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageStartingWith("pannier.cart.max-quantity must be "));
  }

  private void assertRefused(String property, String value) {
    assertRefused(property, "", value);
  }

  private void assertRefused(String property, String index, String value) {
    runner
        .withPropertyValues(property + index + "=" + value)
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .isInstanceOf(UnusablePropertyException.class)
                    .hasMessageStartingWith(property + " must be ")
                    .hasMessageNotContaining(value.length() > 2 ? value : "\n"));
  }

  /** The names of all that is counted or measured, as they are documented. */
  static List<String> amounts() {
    var scanner = new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
    return scanner.findCandidateComponents("io.pannier").stream()
        .map(found -> ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null))
        .flatMap(type -> amounts(type.getAnnotation(ConfigurationProperties.class).value(), type))
        .distinct()
        .sorted()
        .toList();
  }

  private static Stream<String> amounts(String prefix, Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .flatMap(component -> amounts(prefix + "." + dashed(component), component));
  }

  private static Stream<String> amounts(String name, RecordComponent component) {
    Class<?> type = component.getType();
    if (type.isRecord() && type.getEnclosingClass() != null) {
      return amounts(name, type);
    }
    boolean isAmount =
        type == int.class || type == long.class || type == Duration.class || type == DataSize.class;
    return isAmount ? Stream.of(name) : Stream.empty();
  }

  private static String dashed(RecordComponent component) {
    return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  @ConfigurationPropertiesScan("io.pannier")
  static class AllProperties {}
}
