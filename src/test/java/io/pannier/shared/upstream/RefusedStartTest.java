package io.pannier.shared.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pannier.PannierApplication;
import io.pannier.shared.settings.Secret;
import io.pannier.shared.settings.UnusablePropertyException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.ReflectionUtils;

@ExtendWith(OutputCaptureExtension.class)
class RefusedStartTest {

  /** All that the adapters need, as an environment has it. */
  private static final Map<String, String> ENVIRONMENT =
      Map.ofEntries(
          Map.entry("PANNIER_UPSTREAM_CATALOG_BASEURL", "http://catalog.example"),
          Map.entry("PANNIER_UPSTREAM_CATALOG_APIKEY", "secret-key"),
          Map.entry("PANNIER_UPSTREAM_CATALOG_MEDIABASEURL", "https://media.example"),
          Map.entry("PANNIER_UPSTREAM_PRICING_BASEURL", "http://pricing.example"),
          Map.entry("PANNIER_UPSTREAM_PRICING_TOKEN", "secret-token"),
          Map.entry("PANNIER_UPSTREAM_INVENTORY_BASEURL", "http://inventory.example"),
          Map.entry("PANNIER_UPSTREAM_INVENTORY_TOKEN", "secret-token"),
          Map.entry("PANNIER_UPSTREAM_LEGACYINVENTORY_BASEURL", "http://legacy.example"),
          Map.entry("PANNIER_UPSTREAM_LEGACYINVENTORY_USERNAME", "pannier"),
          Map.entry("PANNIER_UPSTREAM_LEGACYINVENTORY_PASSWORD", "secret-password"));

  @Test
  void starts_with_what_the_environment_says() {
    runner(ENVIRONMENT).run(context -> assertThat(context).hasNotFailed());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pannier.upstream.catalog.base-url",
        "pannier.upstream.catalog.api-key",
        "pannier.upstream.catalog.media-base-url",
        "pannier.upstream.pricing.base-url",
        "pannier.upstream.pricing.token",
        "pannier.upstream.inventory.base-url",
        "pannier.upstream.inventory.token",
        "pannier.upstream.legacy-inventory.base-url",
        "pannier.upstream.legacy-inventory.username",
        "pannier.upstream.legacy-inventory.password"
      })
  void names_what_is_missing_or_blank(String property) {
    String variable = property.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
    Map<String, String> without = new TreeMap<>(ENVIRONMENT);
    assertThat(without.remove(variable)).isNotNull();
    assertRefused(without, property + " must be set");

    without.put(variable, " ");
    assertRefused(without, property + " must be set");
  }

  @ParameterizedTest
  @CsvSource({
    "PANNIER_UPSTREAM_PRICING_BASEURL, pricing.example/x, pannier.upstream.pricing.base-url",
    "PANNIER_UPSTREAM_PRICING_BASEURL, ftp://pricing.example, pannier.upstream.pricing.base-url",
    "PANNIER_UPSTREAM_PRICING_BASEURL, http://u:p@pricing.example, pannier.upstream.pricing.base-url",
    "PANNIER_UPSTREAM_PRICING_TIMEOUT, 0s, pannier.upstream.pricing.timeout",
    "PANNIER_UPSTREAM_LEGACYINVENTORY_CONCURRENCY, 0, pannier.upstream.legacy-inventory.concurrency"
  })
  void names_what_makes_no_sense_without_repeating_it(
      String variable, String value, String property) {
    Map<String, String> wrong = new TreeMap<>(ENVIRONMENT);
    wrong.put(variable, value);

    assertRefused(wrong, property + " must be ");
  }

  /** As a file has them that an editor or a shell wrote. */
  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\n\n"})
  void a_line_break_at_the_end_is_no_part_of_a_value(String end) {
    Map<String, String> fromFiles = new TreeMap<>(ENVIRONMENT);
    fromFiles.replaceAll((variable, value) -> value + end);

    runner(fromFiles)
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              assertThat(bound(context).filter(value -> value.endsWith("\n"))).isEmpty();
              assertThat(bound(context))
                  .contains("secret-key", "secret-token", "pannier", "secret-password")
                  .contains("http://catalog.example", "https://media.example");
            });
  }

  @Test
  void spaces_around_what_is_sent_as_a_header_mean_nothing_but_those_of_a_password_count() {
    Map<String, String> spaced = new TreeMap<>(ENVIRONMENT);
    spaced.replaceAll((variable, value) -> variable.endsWith("URL") ? value : " " + value + " \n");

    runner(spaced)
        .run(
            context ->
                assertThat(bound(context))
                    .contains("secret-key", "secret-token", "pannier", " secret-password "));
  }

  @ParameterizedTest
  @CsvSource({
    "PANNIER_UPSTREAM_CATALOG_APIKEY, one\\ntwo, pannier.upstream.catalog.api-key",
    "PANNIER_UPSTREAM_CATALOG_APIKEY, sch\u00f6n, pannier.upstream.catalog.api-key",
    "PANNIER_UPSTREAM_CATALOG_APIKEY, one\\0two, pannier.upstream.catalog.api-key",
    "PANNIER_UPSTREAM_PRICING_TOKEN, one\\rtwo, pannier.upstream.pricing.token",
    "PANNIER_UPSTREAM_PRICING_TOKEN, one two, pannier.upstream.pricing.token",
    "PANNIER_UPSTREAM_INVENTORY_TOKEN, one\\ttwo, pannier.upstream.inventory.token",
    "PANNIER_UPSTREAM_LEGACYINVENTORY_USERNAME, one:two, pannier.upstream.legacy-inventory.username",
    "PANNIER_UPSTREAM_LEGACYINVENTORY_USERNAME, one\\ntwo, pannier.upstream.legacy-inventory.username",
    "PANNIER_UPSTREAM_LEGACYINVENTORY_PASSWORD, one\\ntwo, pannier.upstream.legacy-inventory.password",
    "PANNIER_UPSTREAM_CATALOG_BASEURL, http://one.example/\\ntwo, pannier.upstream.catalog.base-url",
    "PANNIER_UPSTREAM_CATALOG_MEDIABASEURL, http://one.example/\\ttwo, pannier.upstream.catalog.media-base-url"
  })
  void what_cannot_be_sent_is_refused_by_name_without_repeating_it(
      String variable, String value, String property) {
    Map<String, String> wrong = new TreeMap<>(ENVIRONMENT);
    wrong.put(variable, value.translateEscapes());

    runner(wrong)
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .isInstanceOf(UnusablePropertyException.class)
                    .hasMessageStartingWith(property + " must be ")
                    .hasMessageNotContainingAny("two", "sch"));
  }

  @Test
  void names_and_passwords_may_be_in_any_language() {
    Map<String, String> french = new TreeMap<>(ENVIRONMENT);
    french.put("PANNIER_UPSTREAM_LEGACYINVENTORY_USERNAME", "h\u00e9l\u00e8ne");
    french.put("PANNIER_UPSTREAM_LEGACYINVENTORY_PASSWORD", "a:\u00e7 \u20ac");

    runner(french).run(context -> assertThat(bound(context)).contains("a:\u00e7 \u20ac"));
  }

  @Test
  void needs_nothing_of_the_legacy_inventory_where_it_is_off() {
    Map<String, String> without = new TreeMap<>(ENVIRONMENT);
    without.keySet().removeIf(variable -> variable.contains("LEGACYINVENTORY"));
    without.put("PANNIER_INVENTORY_LEGACYFALLBACK_ENABLED", "false");

    runner(without).run(context -> assertThat(context).hasNotFailed());
  }

  @ParameterizedTest
  @CsvSource({"catalog", "pricing", "inventory"})
  void needs_nothing_of_an_upstream_for_which_another_adapter_is_chosen(String upstream) {
    String its = "PANNIER_UPSTREAM_" + upstream.toUpperCase(Locale.ROOT) + "_";
    Map<String, String> without = new TreeMap<>(ENVIRONMENT);
    without.keySet().removeIf(variable -> variable.startsWith(its));
    without.put(its + "KIND", "shop");

    runner(without).run(context -> assertThat(context).hasNotFailed());
    without.put(its + "KIND", " reference\n");
    assertRefused(without, "pannier.upstream." + upstream + ".base-url must be set");
  }

  @Test
  void the_legacy_inventory_is_behind_another_inventory_only_where_it_is_switched_on() {
    Map<String, String> without = new TreeMap<>(ENVIRONMENT);
    without.keySet().removeIf(variable -> variable.contains("INVENTORY"));
    without.put("PANNIER_UPSTREAM_INVENTORY_KIND", "shop");

    runner(without).run(context -> assertThat(context).hasNotFailed());
    without.put("PANNIER_INVENTORY_LEGACYFALLBACK_ENABLED", "true");
    assertRefused(without, "pannier.upstream.legacy-inventory.base-url must be set");
  }

  @Test
  void secrets_are_in_no_text() {
    assertThat(new Secret("secret-token")).hasToString("***");
  }

  /** Boot's own report would. */
  @ParameterizedTest
  @CsvSource({
    "PANNIER_UPSTREAM_PRICING_BASEURL, http://user:hunter2@[bad, pannier.upstream.pricing.base-url",
    "PANNIER_UPSTREAM_PRICING_TIMEOUT, hunter2, pannier.upstream.pricing.timeout",
    "SPRING_DATA_MONGODB_URI, mongodb://user:hunter2@host@other/x, spring.data.mongodb.uri",
    "SPRING_DATA_MONGODB_URI, mongodb://user@host:hunter2/x, spring.data.mongodb.uri",
    "SPRING_DATA_MONGODB_URI, hunter2://host/x, spring.data.mongodb.uri",
    "SPRING_DATA_MONGODB_URI, mongodb+srv://user:hunter2@@host/x?srvServiceName=x, spring.data.mongodb.uri"
  })
  void a_value_that_cannot_be_read_is_repeated_in_no_report(
      String variable, String value, String property, CapturedOutput output) {
    Map<String, String> wrong = new TreeMap<>(ENVIRONMENT);
    wrong.put("SPRING_DATA_MONGODB_URI", "mongodb://127.0.0.1:1/nowhere");
    wrong.put(variable, value);

    assertThatThrownBy(
            () ->
                new SpringApplicationBuilder(PannierApplication.class)
                    .web(WebApplicationType.NONE)
                    .run(arguments(wrong)))
        .isNotNull();

    assertThat(output.getAll()).contains(property + " ").doesNotContain("hunter2");
  }

  @Test
  void the_service_says_so_in_one_line(CapturedOutput output) {
    Map<String, String> without = new TreeMap<>(ENVIRONMENT);
    without.put("SPRING_DATA_MONGODB_URI", "mongodb://127.0.0.1:1/nowhere");
    without.remove("PANNIER_UPSTREAM_PRICING_TOKEN");

    assertThatThrownBy(
            () ->
                new SpringApplicationBuilder(PannierApplication.class)
                    .web(WebApplicationType.NONE)
                    .run(arguments(without)))
        .isNotNull();

    assertThat(output.getAll().lines())
        .containsOnlyOnce("pannier.upstream.pricing.token must be set")
        .contains(
            "Set pannier.upstream.pricing.token, in the environment"
                + " PANNIER_UPSTREAM_PRICING_TOKEN.");
  }

  /** All that was bound, secrets as they are used. */
  private static Stream<String> bound(ApplicationContext context) {
    return context.getBeansWithAnnotation(ConfigurationProperties.class).values().stream()
        .flatMap(RefusedStartTest::values);
  }

  private static Stream<String> values(Object properties) {
    return Arrays.stream(properties.getClass().getRecordComponents())
        .map(component -> valueOf(component, properties))
        .map(value -> value instanceof Secret secret ? secret.value() : String.valueOf(value));
  }

  private static Object valueOf(RecordComponent component, Object properties) {
    Method accessor = component.getAccessor();
    accessor.setAccessible(true);
    return Objects.requireNonNull(ReflectionUtils.invokeMethod(accessor, properties));
  }

  private static String[] arguments(Map<String, String> environment) {
    return environment.entrySet().stream()
        .map(entry -> "--" + property(entry.getKey()) + "=" + entry.getValue())
        .toArray(String[]::new);
  }

  private static String property(String variable) {
    return variable.toLowerCase(Locale.ROOT).replace('_', '.');
  }

  private static void assertRefused(Map<String, String> environment, String line) {
    runner(environment)
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .isInstanceOf(UnusablePropertyException.class)
                    .hasMessageStartingWith(line));
  }

  private static ApplicationContextRunner runner(Map<String, String> environment) {
    return new ApplicationContextRunner()
        .withInitializer(context -> replaceEnvironment(context, environment))
        .withUserConfiguration(AllProperties.class);
  }

  private static void replaceEnvironment(
      ConfigurableApplicationContext context, Map<String, String> environment) {
    MapPropertySource source =
        new SystemEnvironmentPropertySource("systemEnvironment", new TreeMap<>(environment));
    context.getEnvironment().getPropertySources().replace("systemEnvironment", source);
  }

  @ConfigurationPropertiesScan(
      basePackages = {
        "io.pannier.catalog.adapter.out.http",
        "io.pannier.pricing.adapter.out.http",
        "io.pannier.inventory.adapter.out.http"
      })
  static class AllProperties {}
}
