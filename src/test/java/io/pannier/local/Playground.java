package io.pannier.local;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import io.pannier.local.TamperedStubs.State;
import io.pannier.shared.web.page.StartPage;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * A small shop at {@code /playground} of the local start, whose buttons also break what stands
 * behind the service and give out access tokens. It is no part of the service.
 */
final class Playground {

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final Map<String, MediaType> TYPES =
      Map.of(
          "html", MediaType.parseMediaType("text/html;charset=UTF-8"),
          "css", MediaType.parseMediaType("text/css;charset=UTF-8"),
          "js", MediaType.parseMediaType("text/javascript;charset=UTF-8"),
          "svg", MediaType.parseMediaType("image/svg+xml"));

  private final TamperedStubs stubs;
  private final LocalIssuer issuer;

  Playground(StubUpstreams stubs, LocalIssuer issuer) {
    this.stubs = new TamperedStubs(stubs);
    this.issuer = issuer;
  }

  /** Adds it to a service that is about to start. */
  static void addTo(GenericApplicationContext context, LocalBackends backends) {
    Playground playground = new Playground(backends.stubs(), backends.issuer());
    context.registerBean("playground", RouterFunction.class, playground::routes);
    context.registerBean(
        "playgroundLink",
        StartPage.Link.class,
        () ->
            new StartPage.Link(
                "playground", "Playground: a small shop made of this API, to be broken"));
  }

  RouterFunction<ServerResponse> routes() {
    return route()
        .GET("/playground", request -> file("index.html"))
        .GET("/playground/upstreams", request -> states())
        .GET("/playground/{file:[a-z]+[.][a-z]+}", request -> file(request.pathVariable("file")))
        .POST("/playground/mend", request -> done(stubs::mend))
        .POST("/playground/upstreams/{upstream}/{state}", this::put)
        .POST("/playground/products/{product}/sold-out", this::sellOut)
        .POST("/playground/products/{product}/price/{cents:[0-9]{1,7}}", this::price)
        .POST("/playground/customers/{name}/token", request -> token(request, "carts"))
        .POST("/playground/systems/{name}/token", request -> token(request, "allocations", "stock"))
        .build();
  }

  private static Mono<ServerResponse> file(String name) {
    ClassPathResource file = new ClassPathResource("playground/" + name);
    MediaType type = TYPES.get(name.replaceFirst("^.*[.]", ""));
    return type == null || !file.exists()
        ? ServerResponse.notFound().build()
        : ServerResponse.ok()
            .contentType(type)
            .cacheControl(CacheControl.noCache())
            .header("Content-Security-Policy", POLICY)
            .bodyValue(file);
  }

  private Mono<ServerResponse> states() {
    Map<String, String> states = new TreeMap<>();
    stubs.states().forEach((upstream, state) -> states.put(upstream.id(), nameOf(state)));
    return ServerResponse.ok().bodyValue(states);
  }

  private Mono<ServerResponse> put(ServerRequest request) {
    Optional<StubUpstream> upstream =
        one(StubUpstream.values(), StubUpstream::id, request.pathVariable("upstream"));
    Optional<State> state = one(State.values(), Playground::nameOf, request.pathVariable("state"));
    return upstream.isEmpty() || state.isEmpty()
        ? ServerResponse.notFound().build()
        : done(() -> stubs.put(upstream.get(), state.get()));
  }

  private Mono<ServerResponse> sellOut(ServerRequest request) {
    return doneIf(() -> stubs.sellOut(request.pathVariable("product")));
  }

  private Mono<ServerResponse> price(ServerRequest request) {
    int cents = Integer.parseInt(request.pathVariable("cents"));
    return doneIf(() -> stubs.price(request.pathVariable("product"), cents));
  }

  private Mono<ServerResponse> token(ServerRequest request, String... scopes) {
    String token = issuer.token(request.pathVariable("name"), scopes);
    return ServerResponse.ok().bodyValue(Map.of("accessToken", token));
  }

  private static Mono<ServerResponse> done(Runnable change) {
    return doneIf(
        () -> {
          change.run();
          return true;
        });
  }

  /** Not on the event loop: stubs are changed one at a time, and files are read for it. */
  private static Mono<ServerResponse> doneIf(BooleanSupplier change) {
    return Mono.fromSupplier(change::getAsBoolean)
        .subscribeOn(Schedulers.boundedElastic())
        .flatMap(done -> (done ? ServerResponse.noContent() : ServerResponse.notFound()).build());
  }

  private static <T> Optional<T> one(T[] all, Function<T, String> name, String wanted) {
    return Arrays.stream(all).filter(each -> name.apply(each).equals(wanted)).findFirst();
  }

  private static String nameOf(State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
