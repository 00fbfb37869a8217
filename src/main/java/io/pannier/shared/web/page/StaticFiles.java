package io.pannier.shared.web.page;

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
 * Files that are served from memory, read once. A file of a jar that is read while it is sent
 * blocks the event loop; and a client that leaves has it closed by another thread, after which the
 * JDK hands the inflater on that still reads it, and breaks the next reader's file.
 */
public final class StaticFiles implements WebFluxConfigurer {

  private static final String WEBJARS = "/webjars/**";

  StaticFiles() {}

  /**
   * The file, whole.
   *
   * @throws UncheckedIOException if it cannot be read
   */
  public static Resource read(Resource file) {
    try {
      return new ByteArrayResource(file.getContentAsByteArray(), file.getDescription());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In the place of Spring Boot's own handler of these files. */
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
