package io.pannier.allocation.adapter.in.web;

import io.pannier.allocation.application.Caller;
import io.pannier.allocation.domain.model.Refusal;
import io.pannier.shared.storage.ChangeInDoubt;
import io.pannier.shared.storage.LostRace;
import io.pannier.shared.storage.StorageFailure;
import io.pannier.shared.web.problem.CommonProblems;
import io.pannier.shared.web.problem.ErrorResponses;
import io.pannier.shared.web.problem.Problem;
import io.pannier.shared.web.problem.StorageProblems;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What clients are answered when an operation on stock does not succeed, in every version. */
public final class AllocationProblems {

  private static final Logger log = LoggerFactory.getLogger(AllocationProblems.class);

  private static final StorageProblems STORAGE =
      new StorageProblems(
          AllocationProblem.CONCURRENT_UPDATE,
          AllocationProblem.STORAGE_UNAVAILABLE,
          "Stock is out of reach.");

  /** What happened, by the code of a refusal that is a problem of the same name. */
  private static final Map<String, String> DETAILS =
      Map.of(
          "STOCK_NOT_FOUND", "There is no such batch.",
          "ORDER_NOT_FOUND", "There is no such line, or it was released.",
          "INVALID_SKU", "There is no batch of this SKU.",
          "OUT_OF_STOCK", "No batch has room for the whole line.",
          "ALLOCATION_CONFLICT", "It is not in a state for this, or a newer message came first.",
          "TOO_MANY_BATCHES", "The SKU has as many batches as it can have.");

  private AllocationProblems() {}

  /**
   * The problem that a failure is; empty if it is none of allocation's own.
   *
   * @param ifNotMade what is known where the change did not happen, for the detail
   */
  static Optional<Problem> of(Throwable failure, String ifNotMade) {
    if (failure instanceof Refusal.RefusedException refused) {
      return Optional.of(of(refused.refusal()));
    }
    if (failure instanceof Caller.DeniedException denied) {
      return Optional.of(of(denied));
    }
    if (failure instanceof LostRace) {
      return Optional.of(STORAGE.lostRace());
    }
    if (failure instanceof ChangeInDoubt doubt) {
      return Optional.of(STORAGE.of(doubt.failure(), ""));
    }
    if (failure instanceof StorageFailure known) {
      return Optional.of(STORAGE.of(known, ifNotMade));
    }
    return Optional.empty();
  }

  /** The problem of one of several lines, each of which says for itself what is known of it. */
  public static Problem ofOne(Throwable failure) {
    return of(failure, " Nothing was changed.")
        .map(
            problem ->
                failure instanceof ChangeInDoubt
                    ? problem.adding(" The change may have happened: repeat it to find out.")
                    : problem)
        .orElseGet(
            () -> {
              log.error("An order's line could not be allocated", failure);
              return Problem.of(CommonProblems.INTERNAL_ERROR, "Something went wrong here.");
            });
  }

  private static Problem of(Refusal refusal) {
    Problem problem =
        Problem.of(
            AllocationProblem.valueOf(refusal.code()),
            DETAILS.getOrDefault(refusal.code(), "Refused."));
    for (var member : refusal.figures().entrySet()) {
      problem = problem.with(member.getKey(), member.getValue());
    }
    return problem;
  }

  private static Problem of(Caller.DeniedException denied) {
    return denied.isKnown() ? CommonProblems.scopeNeeded() : CommonProblems.tokenNeeded();
  }

  /** Turns failures of the controllers into answers, in the form of the version that was called. */
  @RestControllerAdvice(basePackageClasses = AllocationProblems.class)
  static class Advice {

    private final ErrorResponses responses;

    Advice(ErrorResponses responses) {
      this.responses = responses;
    }

    @ExceptionHandler({
      Refusal.RefusedException.class,
      Caller.DeniedException.class,
      LostRace.class,
      ChangeInDoubt.class,
      StorageFailure.class
    })
    Mono<Void> failed(RuntimeException failure, ServerWebExchange exchange) {
      boolean inDoubt = responses.changeMayHaveHappened(exchange);
      return responses.write(
          exchange, of(failure, inDoubt ? "" : " Nothing was changed.").orElseThrow());
    }
  }
}
