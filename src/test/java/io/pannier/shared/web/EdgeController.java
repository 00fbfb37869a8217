package io.pannier.shared.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.storage.ChangesMade;
import io.pannier.shared.web.input.Deadlines;
import io.pannier.shared.web.input.Field;
import io.pannier.shared.web.input.JsonFields;
import io.pannier.shared.web.input.OptionalBody;
import io.pannier.shared.web.input.Violations;
import io.pannier.shared.web.problem.CommonProblems;
import io.pannier.shared.web.problem.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Operations as features have them, reduced to what the edge sees of them. */
@RestController
@RequestMapping("/v2")
@Profile(EdgeServer.PROFILE)
public class EdgeController {

  private static final String JSON = MediaType.APPLICATION_JSON_VALUE;

  public final AtomicInteger inFlight = new AtomicInteger();

  @PostMapping(path = "/things", consumes = JSON, produces = JSON)
  Map<String, Object> create(@RequestBody(required = false) byte @Nullable [] body) {
    Violations violations = new Violations();
    JsonFields fields = JsonFields.of(body, violations);
    Field<String> name = fields.text("name", EdgeController::notBlank);
    Field<Integer> quantity = fields.optionalInteger("quantity", number -> number);
    Field<List<String>> tags = fields.optionalTexts("tags", 0, 3, EdgeController::notBlank);
    fields.end();
    violations.orThrow();
    return Map.of(
        "name", name.get(), "quantity", quantity.orElse(1), "tags", tags.orElse(List.of()));
  }

  @PostMapping(path = "/maybe", produces = JSON)
  Map<String, Object> maybe(
      @RequestBody(required = false) byte @Nullable [] body, ServerWebExchange exchange) {
    byte[] sent = OptionalBody.of(body, exchange.getRequest());
    return Map.of("length", sent == null ? 0 : sent.length);
  }

  @GetMapping(path = "/things/{id}", produces = JSON)
  Map<String, Object> read(@PathVariable String id) {
    return Map.of("id", id);
  }

  @PutMapping(path = "/things/{id}", consumes = JSON, produces = JSON)
  Map<String, Object> replace(@PathVariable String id, @RequestBody byte[] body) {
    return Map.of("id", id, "length", body.length);
  }

  @GetMapping(path = "/broken", produces = JSON)
  Mono<ResponseEntity<String>> broken() {
    return Mono.error(new IllegalStateException("password=hunter2 at db.internal:27017"));
  }

  @GetMapping(path = "/thrown", produces = JSON)
  String thrown() {
    throw new AssertionError("a class name: io.pannier.Secret");
  }

  @GetMapping(path = "/half", produces = JSON)
  Flux<String> half() {
    return Flux.just("{\"half\":").concatWith(Mono.error(new IllegalStateException("half")));
  }

  @GetMapping(path = "/typed", produces = JSON)
  Map<String, Object> typed(
      @RequestParam int size, @RequestHeader(name = "X-Size", defaultValue = "1") int header) {
    return Map.of("size", size, "header", header);
  }

  @GetMapping(path = "/either", params = "upc", produces = JSON)
  Map<String, Object> either(@RequestParam String upc) {
    return Map.of("upc", upc);
  }

  @GetMapping(path = "/held", produces = JSON)
  Mono<Map<String, Object>> held(@RequestParam(defaultValue = "60000") long millis) {
    return Mono.delay(Duration.ofMillis(millis))
        .map(late -> Map.<String, Object>of("millis", millis))
        .doOnSubscribe(start -> inFlight.incrementAndGet())
        .doFinally(end -> inFlight.decrementAndGet());
  }

  /** An operation that fails in some way, after it has changed something or not. */
  @GetMapping(path = "/failing", produces = JSON)
  Mono<Map<String, Object>> failing(@RequestParam String way, @RequestParam boolean changed) {
    Mono<Map<String, Object>> failure =
        switch (way) {
          case "refused" ->
              Mono.error(Problem.of(CommonProblems.FORBIDDEN, "Refused.").asException());
          case "broken" -> Mono.error(new IllegalStateException("broken"));
          default -> Mono.never();
        };
    return Deadlines.enforce(
        Deadline.after(Duration.ofMillis(200)),
        Mono.deferContextual(
            context -> {
              if (changed) {
                context.get(ChangesMade.class).attempted();
              }
              return failure;
            }));
  }

  /** Known as a whole before it is sent. */
  @GetMapping(path = "/large", produces = JSON)
  Map<String, Object> large(@RequestParam int kib) {
    return Map.of("text", "x".repeat(kib << 10));
  }

  /** Sent piece by piece, as files are. */
  @GetMapping(path = "/pieces", produces = MediaType.TEXT_PLAIN_VALUE)
  Flux<DataBuffer> pieces(@RequestParam int kib) {
    return Flux.range(0, kib)
        .map(
            i -> DefaultDataBufferFactory.sharedInstance.wrap("x".repeat(1 << 10).getBytes(UTF_8)));
  }

  private static String notBlank(String text) {
    if (text.isBlank()) {
      throw new InvalidValueException("must not be blank");
    }
    return text;
  }
}
