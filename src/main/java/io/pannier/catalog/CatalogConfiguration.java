package io.pannier.catalog;

import io.micrometer.core.instrument.MeterRegistry;
import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.catalog.domain.model.CatalogItem.OrderLimits;
import io.pannier.catalog.domain.port.CatalogGateway;
import io.pannier.shared.cache.AnswerCache;
import io.pannier.shared.cache.CacheSettings;
import io.pannier.shared.model.ProductId;
import io.pannier.shared.model.Provenance.Source;
import io.pannier.shared.settings.PropertyChecks;
import io.pannier.shared.settings.UpstreamKinds;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/**
 * Composes the {@link CatalogGateway} that other features use. What wraps every adapter belongs
 * here, so that it stays when another adapter is chosen.
 */
@Configuration(proxyBeanMethods = false)
class CatalogConfiguration {

  /** What one line of an order may hold, whatever the catalog allows. */
  @Bean
  OrderLimits lineLimits(LineProperties properties) {
    return OrderLimits.NONE.within(properties.maxQuantity()).orElseThrow();
  }

  /** The adapter of the chosen kind, behind a cache for each language unless that is off. */
  @Bean
  CatalogGateway catalogGateway(
      @Qualifier("adapter") ObjectProvider<CatalogGateway> adapters,
      ConfigurableListableBeanFactory beans,
      CacheProperties properties,
      MeterRegistry meters,
      Clock clock) {
    CatalogGateway adapter = UpstreamKinds.adapter("catalog", adapters, beans);
    if (!properties.enabled()) {
      return adapter;
    }
    Map<Locale, AnswerCache<ProductId, CatalogItem>> caches = new ConcurrentHashMap<>();
    AnswerCache.Values<CatalogItem> items =
        new AnswerCache.Values<>(
            Source.CATALOG, CatalogConfiguration::size, item -> Optional.empty());
    return (ids, language, deadline) ->
        caches
            .computeIfAbsent(
                language,
                one ->
                    new AnswerCache<>(
                        (unknown, limit) -> adapter.find(unknown, one, limit),
                        properties.settings(),
                        items,
                        System::nanoTime,
                        clock,
                        meters))
            .find(ids, deadline);
  }

  /** In bytes, two for each character of its texts. */
  private static int size(CatalogItem item) {
    int characters =
        Stream.of(item.name(), item.description(), item.brand())
            .filter(Objects::nonNull)
            .mapToInt(String::length)
            .sum();
    return 2 * characters
        + 2 * item.images().stream().mapToInt(image -> image.url().toString().length()).sum();
  }

  /**
   * For how long the catalog's answers are good.
   *
   * @param enabled false: each request asks the catalog itself
   * @param lifetime of a product, counted from when it was asked about
   * @param stale how much longer it stands in while the catalog fails
   * @param notFound how long it is good that there is no such product
   * @param limit of a question that several callers may wait for
   * @param maxSize of the products that are kept, for each language
   * @param shadow what is kept is compared with the catalog's answers, and never given
   */
  @ConfigurationProperties("pannier.catalog.cache")
  record CacheProperties(
      @DefaultValue("true") boolean enabled,
      @DefaultValue("60s") Duration lifetime,
      @DefaultValue("10m") Duration stale,
      @DefaultValue("5s") Duration notFound,
      @DefaultValue("1s") Duration limit,
      @DefaultValue("32MB") DataSize maxSize,
      @DefaultValue("false") boolean shadow) {

    CacheProperties {
      CacheSettings.check("pannier.catalog.cache", lifetime, stale, notFound, limit, maxSize);
    }

    CacheSettings settings() {
      return new CacheSettings(lifetime, stale, notFound, limit, maxSize, shadow);
    }
  }

  /**
   * What one line of a cart may hold.
   *
   * @param maxQuantity units, whatever the catalog allows
   */
  @ConfigurationProperties("pannier.cart")
  record LineProperties(@DefaultValue("999") int maxQuantity) {

    LineProperties {
      PropertyChecks.positive("pannier.cart.max-quantity", maxQuantity);
    }
  }
}
