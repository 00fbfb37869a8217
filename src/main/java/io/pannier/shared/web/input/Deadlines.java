package io.pannier.shared.web.input;

import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.web.problem.CommonProblems;
import io.pannier.shared.web.problem.Problem;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;

/** How long an operation may take, as its configuration and the client say. */
public final class Deadlines {

  /** In milliseconds. With it a client shortens the operation's own deadline. */
  public static final String HEADER = "X-Request-Timeout-Ms";

  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");
  private static final Duration SHORTEST = Duration.ofMillis(100);

  private Deadlines() {}

  /**
   * A deadline that starts now. The header's value is clamped to the range from 100 ms to {@code
   * longest}; anything but an integer is a violation.
   */
  public static Deadline start(HttpHeaders headers, Duration longest, Violations violations) {
    List<String> asked = headers.getOrEmpty(HEADER);
    if (asked.size() > 1) {
      violations.add(HEADER, "must be given once");
      return Deadline.after(longest);
    }
    String text = asked.isEmpty() ? null : asked.get(0);
    Function<String, Duration> parser = value -> clamp(value, longest);
    return Deadline.after(violations.parse(HEADER, text, parser).orElse(longest));
  }

  /** The operation, or {@code deadline-exceeded} if it does not end in time. */
  public static <T> Mono<T> enforce(Deadline deadline, Mono<T> operation) {
    return Mono.defer(
        () -> operation.timeout(deadline.remaining(), Mono.error(() -> exceeded().asException())));
  }

  /** The problem of an operation that did not end in time. */
  public static Problem exceeded() {
    return Problem.of(CommonProblems.DEADLINE_EXCEEDED, "The operation was given up.");
  }

  private static Duration clamp(String text, Duration longest) {
    if (!INTEGER.matcher(text).matches()) {
      throw new InvalidValueException("must be an integer number of milliseconds");
    }
    BigInteger millis = new BigInteger(text);
    return Duration.ofMillis(
        millis
            .max(BigInteger.valueOf(SHORTEST.toMillis()))
            .min(BigInteger.valueOf(longest.toMillis()))
            .longValue());
  }
}
