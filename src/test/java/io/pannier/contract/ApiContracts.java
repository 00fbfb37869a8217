package io.pannier.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;

/** All API contracts of a folder, which together say what the service answers. */
public final class ApiContracts {

  private final List<ApiContract> contracts;

  private ApiContracts(List<ApiContract> contracts) {
    this.contracts = contracts;
  }

  /** Those of this repository. */
  public static ApiContracts ofRepository() {
    return in(Path.of("contracts", "api"));
  }

  public static ApiContracts in(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return new ApiContracts(
          files
              .filter(file -> file.toString().endsWith(".yaml"))
              .sorted()
              .map(ApiContract::read)
              .toList());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  public List<ApiContract> all() {
    return contracts;
  }

  public List<Operation> operations() {
    return contracts.stream().flatMap(contract -> contract.operations().stream()).toList();
  }

  /** The operation that a request is for, the most specific path first; empty for any other. */
  public Optional<Operation> operationFor(HttpMethod method, String rawPath) {
    return operations().stream()
        .filter(operation -> operation.answers(method, rawPath))
        .min(Comparator.comparing(Operation::path));
  }

  /** Where the exchange is not what the contracts say; empty if it is in every respect. */
  public List<String> deviations(HttpExchange exchange) {
    if (isRefusedByTheServerItself(exchange) || exchange.method().equals(HttpMethod.OPTIONS)) {
      return List.of();
    }
    return operationFor(exchange.method(), exchange.uri().getRawPath())
        .map(operation -> deviations(operation, exchange))
        .orElseGet(() -> deviationsElsewhere(exchange));
  }

  private static List<String> deviations(Operation operation, HttpExchange exchange) {
    ApiContract contract = operation.contract();
    var response =
        contract.resolve(
            operation.node().path("responses").path(Integer.toString(exchange.status())));
    if (response.isMissingNode()) {
      return List.of("status " + exchange.status() + " is not documented for " + operation);
    }
    List<String> deviations =
        new ArrayList<>(new ResponseRule(contract, response).faults(exchange));
    if (exchange.accepted()) {
      deviations.addAll(new RequestRule(operation).faults(exchange));
    }
    return deviations;
  }

  private List<String> deviationsElsewhere(HttpExchange exchange) {
    String path = exchange.uri().getRawPath();
    if (exchange.status() < 400) {
      return List.of(exchange.method() + " " + path + " is in no contract, and was answered");
    }
    if (exchange.status() == 404 && operations().stream().anyMatch(o -> o.isAt(path))) {
      return List.of(path + " has other methods, so 405 was due and not 404");
    }
    return contracts.stream()
        .filter(contract -> contract.covers(path))
        .flatMap(
            contract ->
                contract.anyOtherRequest().map(other -> new ResponseRule(contract, other)).stream())
        .findFirst()
        .map(rule -> rule.faults(exchange))
        .orElse(List.of());
  }

  /** Before any routing, and so without a body: the target or the headers were too long. */
  private static boolean isRefusedByTheServerItself(HttpExchange exchange) {
    return (exchange.status() == 414 || exchange.status() == 431)
        && exchange.responseBody().length == 0;
  }
}
