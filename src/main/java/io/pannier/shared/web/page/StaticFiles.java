package io.pannier.shared.web.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.web.reactive.config.ResourceHandlerRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.resource.LiteWebJarsResourceResolver;
import org.springframework.web.reactive.resource.ResourceTransformer;
import org.springframework.web.reactive.resource.TransformedResource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Files that are read once and served from memory. Reading a file of a jar while it is sent blocks
 * the event loop. And if the client disconnects, another thread closes the file; the JDK then
 * reuses its inflater while it is still in use, which corrupts the next file that is read.
 */
final class StaticFiles implements WebFluxConfigurer {

  private static final String WEBJARS = "/webjars/**";

  StaticFiles() {}

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

  /** Replaces Spring Boot's own handler of these files. */
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
}
