package io.pannier.shared.web.v1;

import io.micrometer.core.instrument.MeterRegistry;
import io.pannier.shared.web.FilterOrder;
import io.pannier.shared.web.page.Guides;
import io.pannier.shared.web.page.StartPage;
import io.pannier.shared.web.problem.ErrorFormat;
import io.pannier.shared.web.problem.ProblemType;
import io.pannier.shared.web.problem.ProblemTypes;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.WebFilter;

/** The filters, errors and problems of version 1. */
@Configuration(proxyBeanMethods = false)
class V1Configuration {

  private static final Logger LOG = LoggerFactory.getLogger(V1Configuration.class);

  private static final String GUIDE = "migrating-to-v2";

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  /** The problem that version 1 adds. */
  enum V1Problem implements ProblemType {
    VERSION_RETIRED;

    @Override
    public String code() {
      return "version-retired";
    }

    @Override
    public HttpStatus status() {
      return HttpStatus.GONE;
    }

    @Override
    public String title() {
      return "Version 1 of the API is retired";
    }
  }

  @Bean
  @Order(FilterOrder.V1)
  V1Filter v1Filter(V1Properties properties, List<V1Operation> operations, MeterRegistry meters) {
    return new V1Filter(properties, operations, meters);
  }

  @Bean
  @Order(FilterOrder.RETIRED_V1)
  WebFilter retiredV1Filter(V1Properties properties, Blackouts blackouts, Clock clock) {
    return new V1Filter.RetiredFilter(!properties.enabled(), blackouts, clock);
  }

  /** Says in the log when version 1 is going to be switched off for some hours. */
  @Bean
  Blackouts blackouts(V1Properties properties, Clock clock) {
    Blackouts blackouts = Blackouts.of(properties.blackouts());
    blackouts
        .announcedAt(clock.instant())
        .ifPresent(
            periods -> LOG.info("{}: version 1 answers 410 {}", Blackouts.PROPERTY, periods));
    return blackouts;
  }

  /**
   * They are also listed in the guide for moving to version 2, which every answer of version 1
   * links to.
   */
  @Bean
  Guides.Insert announcedBlackouts(Blackouts blackouts) {
    return new Guides.Insert(
        GUIDE,
        "None is announced here.",
        blackouts.all().stream().map(Blackouts.Period::toString).toList());
  }

  @Bean
  StartPage.VersionNotice v1Notice(V1Properties properties) {
    String text =
        properties.enabled()
            ? "Deprecated since "
                + day(properties.deprecatedAt())
                + ", answers until "
                + day(properties.sunsetAt())
                + "."
            : "Retired: it was switched off.";
    return new StartPage.VersionNotice("v1", text, GUIDE);
  }

  private static String day(Instant time) {
    return DAY.format(time);
  }

  @Bean
  ErrorFormat v1ErrorFormat() {
    return V1Errors.format();
  }

  @Bean
  ProblemTypes v1Problems() {
    return ProblemTypes.of("v1", V1Problem.values());
  }
}
