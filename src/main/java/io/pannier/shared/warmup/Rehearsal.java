package io.pannier.shared.warmup;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.pannier.shared.logging.LogThrottle;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.Provenance.Source;
import io.pannier.shared.upstream.Flaws;
import io.pannier.shared.upstream.UpstreamClients;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.reactive.accept.RequestedContentTypeResolver;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;

/**
 * The features once more, made by their own configurations, behind the service's own filters: with
 * upstreams that answer from memory, and with metrics, breakers and caches of their own. Its bean
 * factory is a child of the service's, so beans that are not made anew are the service's. Its
 * events stay inside.
 */
final class Rehearsal implements AutoCloseable {

  private static final String OURS = "io.pannier.";
  private static final String SHARED = "io.pannier.shared.";

  /** Enough for the JVM's compilers to begin; takes less than two seconds of one core. */
  private static final int ROUNDS = 300;

  private static final String MAPPING = "requestMappingHandlerMapping";

  /** The qualifier of adapters of upstreams. */
  private static final String ADAPTER = "adapter";

  /**
   * Adapters in these packages would change the real store; a {@link WarmUp.StandIn} replaces them.
   */
  private static final String STORES = ".adapter.out.mongo";

  private final ConfigurableListableBeanFactory service;
  private final DefaultListableBeanFactory beans;
  private final AnnotationConfigApplicationContext context;
  private final UpstreamClients upstreams;
  private final HttpHandler handler;
  private final List<WarmUp.Request> requests;

  Rehearsal(ConfigurableApplicationContext running, List<WarmUp> contributed) {
    service = running.getBeanFactory();
    beans = new DefaultListableBeanFactory(service);
    context = new Features(beans);
    context.setEnvironment(running.getEnvironment());
    context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor());
    MeterRegistry meters = new SimpleMeterRegistry();
    ObservationRegistry observations = ObservationRegistry.create();
    observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
    upstreams = UpstreamClients.inMemory(answers(contributed), meters);
    inPlaceOf(MeterRegistry.class, meters);
    inPlaceOf(ObservationRegistry.class, observations);
    inPlaceOf(UpstreamClients.class, upstreams);
    inPlaceOf(Flaws.class, new Flaws(meters, new LogThrottle<>(Duration.ZERO, System::nanoTime)));
    contributed.forEach(
        part -> {
          if (part instanceof WarmUp.StandIn<?> standIn) {
            inPlaceOf(standIn.port(), standIn.inItsPlace());
          }
        });
    // Only these two look for controllers; all that they use is the service's, and gets warm too.
    context.registerBean(WebHttpHandlerBuilder.WEB_HANDLER_BEAN_NAME, DispatcherHandler.class);
    context.registerBean(MAPPING, RequestMappingHandlerMapping.class, this::mapping);
    for (String name : service.getBeanDefinitionNames()) {
      Class<?> type = service.getType(name, false);
      if (type != null && isOfAFeature(type)) {
        context.registerBean(name, type);
      }
    }
    context.refresh();
    handler = WebHttpHandlerBuilder.applicationContext(context).build();
    requests = isComplete(answers(contributed).size()) ? requests(contributed) : List.of();
  }

  private RequestMappingHandlerMapping mapping() {
    RequestMappingHandlerMapping mapping = new RequestMappingHandlerMapping();
    mapping.setOrder(0);
    mapping.setContentTypeResolver(service.getBean(RequestedContentTypeResolver.class));
    return mapping;
  }

  /** It has the service's beans and none of its listeners, as a child of its context would. */
  private static final class Features extends AnnotationConfigApplicationContext {

    private final @Nullable BeanFactory service;

    Features(DefaultListableBeanFactory beans) {
      super(beans);
      this.service = beans.getParentBeanFactory();
    }

    @Override
    public @Nullable BeanFactory getParentBeanFactory() {
      return service;
    }
  }

  private static List<WarmUp.Request> requests(List<WarmUp> contributed) {
    return contributed.stream()
        .filter(WarmUp.Request.class::isInstance)
        .map(WarmUp.Request.class::cast)
        .toList();
  }

  /**
   * Whether all adapters of upstreams were made anew and have an answer in memory. Those of another
   * kind have none: they would ask their upstream.
   */
  private boolean isComplete(int answers) {
    List<String> adapters =
        Stream.of(service.getBeanNamesForAnnotation(Qualifier.class))
            .filter(this::isAdapter)
            .toList();
    return adapters.size() <= answers && adapters.stream().allMatch(beans::containsLocalBean);
  }

  private boolean isAdapter(String name) {
    Qualifier qualifier = service.findAnnotationOnBean(name, Qualifier.class);
    return qualifier != null && qualifier.value().equals(ADAPTER);
  }

  /**
   * Sends all requests at least once, then again until it has enough rounds or the time is over.
   *
   * @return false if there are none that may be sent
   * @throws FailedException if one does not succeed
   */
  boolean run(Deadline enough) {
    if (requests.isEmpty()) {
      return false;
    }
    int round = 0;
    do {
      requests.forEach(this::send);
      round++;
    } while (round < ROUNDS && !enough.remaining().isZero());
    return true;
  }

  private void send(WarmUp.Request request) {
    InMemory.Response response = new InMemory.Response();
    handler.handle(new InMemory.Request(request), response).block();
    HttpStatusCode status = response.getStatusCode();
    // Where none is set it is 200.
    if (status != null && !status.is2xxSuccessful()) {
      throw new FailedException(request.method() + " " + request.path() + " answered " + status);
    }
  }

  /** A request of the rehearsal failed. */
  static final class FailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private FailedException(String message) {
      super(message, null, false, false);
    }
  }

  @Override
  public void close() {
    context.close();
    upstreams.close();
  }

  private <T> void inPlaceOf(Class<? extends T> type, T other) {
    for (String name : service.getBeanNamesForType(type)) {
      beans.registerSingleton(name, other);
    }
  }

  private static Map<Source, String> answers(List<WarmUp> contributed) {
    Map<Source, String> answers = new HashMap<>();
    contributed.forEach(
        part -> {
          if (part instanceof WarmUp.UpstreamAnswer answer) {
            answers.put(answer.source(), answer.body());
          }
        });
    return answers;
  }

  private static boolean isOfAFeature(Class<?> type) {
    String room = type.getPackageName();
    return room.startsWith(OURS)
        && !(room + ".").startsWith(SHARED)
        && !room.endsWith(STORES)
        && type.getEnclosingClass() == null
        && AnnotatedElementUtils.hasAnnotation(type, Component.class);
  }
}
