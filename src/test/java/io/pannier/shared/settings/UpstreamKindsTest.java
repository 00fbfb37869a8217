package io.pannier.shared.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;

/** One adapter is used: ours, or what a jar brings as an auto-configuration. */
class UpstreamKindsTest {

  private static final String KIND = "pannier.upstream.lamp.kind";

  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withUserConfiguration(OurLamps.class, LampFeature.class)
          .withConfiguration(
              AutoConfigurations.of(
                  ShopLamps.class, EmptyBox.class, OtherShop.class, Elsewhere.class));

  @Test
  void the_reference_is_used_where_nothing_is_said() {
    application.run(context -> assertThat(context.getBean(Lit.class).by()).isEqualTo("ours"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "reference", " reference\n"})
  void the_reference_is_used_where_it_is_named(String kind) {
    application
        .withPropertyValues(KIND + "=" + kind)
        .run(context -> assertThat(context.getBean(Lit.class).by()).isEqualTo("ours"));
  }

  @Test
  void what_a_jar_brings_is_used_where_it_is_named_and_nothing_of_ours_is_made() {
    application
        .withPropertyValues(KIND + "=shop")
        .run(
            context -> {
              assertThat(context.getBean(Lit.class).by()).isEqualTo("a shop");
              assertThat(context).hasBean("shopLamp").doesNotHaveBean("ourLamp");
            });
  }

  @Test
  void an_unknown_kind_refuses_the_start_and_tells_those_that_there_are() {
    assertRefused(
        "torch",
        "pannier.upstream.lamp.kind is torch, but must be one of:"
            + " empty-box, reference, shop, twice");
  }

  @Test
  void another_upstream_s_kind_is_none_of_this_one() {
    assertRefused(
        "elsewhere",
        "pannier.upstream.lamp.kind is elsewhere, but must be one of:"
            + " empty-box, reference, shop, twice");
  }

  @Test
  void a_kind_that_brings_no_adapter_refuses_the_start() {
    assertRefused(
        "empty-box",
        "pannier.upstream.lamp.kind is empty-box, whose configuration makes no bean with the"
            + " qualifier adapter");
  }

  @Test
  void two_adapters_at_once_refuse_the_start() {
    assertRefused(
        "twice", "pannier.upstream.lamp.kind is twice, and 2 adapters want to be used for it");
  }

  private void assertRefused(String kind, String message) {
    application
        .withPropertyValues(KIND + "=" + kind)
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .isInstanceOf(UnusablePropertyException.class)
                    .hasMessage(message));
  }

  /** What others use. */
  record Lit(String by) {}

  static class LampFeature {

    @Bean
    Lit lit(
        @Qualifier("adapter") ObjectProvider<Supplier<String>> adapters,
        ConfigurableListableBeanFactory beans) {
      return new Lit(UpstreamKinds.adapter("lamp", adapters, beans).get());
    }
  }

  @ConditionalOnUpstreamKind(upstream = "lamp", kind = UpstreamKinds.REFERENCE)
  static class OurLamps {

    @Bean(defaultCandidate = false)
    @Qualifier("adapter")
    Supplier<String> ourLamp() {
      return () -> "ours";
    }
  }

  @AutoConfiguration
  @ConditionalOnUpstreamKind(upstream = "lamp", kind = "shop")
  static class ShopLamps {

    @Bean(defaultCandidate = false)
    @Qualifier("adapter")
    Supplier<String> shopLamp() {
      return () -> "a shop";
    }
  }

  @AutoConfiguration
  @ConditionalOnUpstreamKind(upstream = "lamp", kind = "empty-box")
  static class EmptyBox {}

  @AutoConfiguration
  @ConditionalOnUpstreamKind(upstream = "lamp", kind = "twice")
  static class OtherShop {

    @Bean(defaultCandidate = false)
    @Qualifier("adapter")
    Supplier<String> one() {
      return () -> "one";
    }

    @Bean(defaultCandidate = false)
    @Qualifier("adapter")
    Supplier<String> two() {
      return () -> "two";
    }
  }

  @AutoConfiguration
  @ConditionalOnUpstreamKind(upstream = "torch", kind = "elsewhere")
  static class Elsewhere {}
}
