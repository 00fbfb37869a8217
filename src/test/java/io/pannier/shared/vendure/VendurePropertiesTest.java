package io.pannier.shared.vendure;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.shared.model.SellingLocationId;
import io.pannier.shared.settings.UnusablePropertyException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class VendurePropertiesTest {

  private final ApplicationContextRunner chosen =
      new ApplicationContextRunner()
          .withUserConfiguration(Settings.class)
          .withPropertyValues(
              "pannier.upstream.lamp.kind=vendure",
              "pannier.vendure.base-url=http://engine.example",
              "pannier.vendure.username=pannier",
              "pannier.vendure.password=the-password");

  /** As YAML has it, whose keys are numbers, and as properties have it. */
  @ParameterizedTest
  @ValueSource(strings = {"pannier.vendure.locations[412]", "pannier.vendure.locations.412"})
  void a_selling_location_is_told_by_its_number(String location) {
    chosen
        .withPropertyValues(location + ".channel= token ", location + ".stock-locations=2,5")
        .run(
            context ->
                assertThat(context.getBean(VendureProperties.class).at(new SellingLocationId(412)))
                    .contains(new VendureProperties.Place("token", List.of("2", "5"))));
  }

  @Test
  void a_selling_location_is_told_by_the_environment() {
    chosen
        .withInitializer(
            context ->
                context
                    .getEnvironment()
                    .getPropertySources()
                    .addFirst(
                        new SystemEnvironmentPropertySource(
                            "systemEnvironment",
                            Map.of("PANNIER_VENDURE_LOCATIONS_412_CHANNEL", "token"))))
        .run(
            context ->
                assertThat(context.getBean(VendureProperties.class).at(new SellingLocationId(412)))
                    .contains(new VendureProperties.Place("token", List.of())));
  }

  @ParameterizedTest
  @CsvSource({
    "pannier.vendure.base-url, ''",
    "pannier.vendure.username, ''",
    "pannier.vendure.password, ''",
    "pannier.vendure.login-pause, 0s",
    "pannier.vendure.locations.412.channel, ''"
  })
  void what_is_missing_refuses_the_start_by_its_name(String property, String value) {
    chosen
        .withPropertyValues(property + "=" + value)
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .isInstanceOf(UnusablePropertyException.class)
                    .hasMessageStartingWith(property + " must be "));
  }

  @Test
  void nothing_is_needed_where_nobody_chooses_it() {
    new ApplicationContextRunner()
        .withUserConfiguration(Settings.class)
        .run(context -> assertThat(context).hasNotFailed());
  }

  @ConfigurationPropertiesScan("io.pannier.shared.vendure")
  static class Settings {}
}
