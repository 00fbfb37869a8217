package io.pannier.shared.web.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pannier.shared.web.FilterOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.config.ResourceHandlerRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.resource.LiteWebJarsResourceResolver;
import org.springframework.web.reactive.resource.ResourceTransformer;
import org.springframework.web.reactive.resource.TransformedResource;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Files that are read once and served from memory. Reading a file of a jar while it is sent blocks
 * the event loop. And if the client disconnects, another thread closes the file; the JDK then
 * reuses its inflater while it is still in use, which corrupts the next file that is read.
 */
@Configuration(proxyBeanMethods = false)
@Order(-1)
class StaticFiles implements WebFluxConfigurer {

  private static final String WEBJARS = "/webjars/**";

  @Bean
  @Order(FilterOrder.RANGES)
  WebFilter rangesFilter() {
    return new RangesFilter();
  }

  /**
   * The file, whole.
   *
   * @throws UncheckedIOException if it cannot be read
   */
  static Resource read(Resource file) {
    try {
      return new ByteArrayResource(file.getContentAsByteArray(), file.getDescription());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The text of a file in UTF-8.
   *
   * @throws UncheckedIOException if it cannot be read
   */
  static String text(Resource file) {
    try {
      return file.getContentAsString(UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Replaces Spring Boot's own handler of these files: its configurer comes after this one, and
   * adds no handler where there is one.
   */
  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler(WEBJARS)
        .addResourceLocations("classpath:/META-INF/resources/webjars/")
        .resourceChain(true)
        .addResolver(new LiteWebJarsResourceResolver())
        .addTransformer(inMemory());
  }

  private static ResourceTransformer inMemory() {
    return (exchange, resource, chain) ->
        chain
            .transform(exchange, resource)
            .flatMap(
                file ->
                    Mono.<Resource>fromCallable(
                            () -> new TransformedResource(file, file.getContentAsByteArray()))
                        .subscribeOn(Schedulers.boundedElastic()));
  }

  /**
   * Answers a request for several ranges of a file with the whole file (RFC 9110, section 14.2
   * allows that). Spring would send the ranges with the length of the whole file, and the client
   * would wait for bytes that never come, or read the next answer as if it were part of this one.
   */
  private static final class RangesFilter implements WebFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
      boolean several =
          String.join(",", exchange.getRequest().getHeaders().getOrEmpty(HttpHeaders.RANGE))
              .contains(",");
      return chain.filter(
          several
              ? exchange
                  .mutate()
                  .request(request -> request.headers(all -> all.remove(HttpHeaders.RANGE)))
                  .build()
              : exchange);
    }
  }
}
