package io.pannier.shared.web.problem;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;

/**
 * One occurrence of a problem, not yet in the format of an API version.
 *
 * @param detail what happened this time; never an address, a class name or an upstream's words
 * @param members further members, as in {@code violations}
 * @param headers of the answer
 */
public record Problem(
    ProblemType type, String detail, Map<String, Object> members, HttpHeaders headers) {

  public Problem {
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    headers = HttpHeaders.readOnlyHttpHeaders(headers);
  }

  public static Problem of(ProblemType type, String detail) {
    return new Problem(type, detail, Map.of(), HttpHeaders.EMPTY);
  }

  /** The same problem with another sentence in its detail. */
  public Problem adding(String sentence) {
    return new Problem(type, detail + sentence, members, headers);
  }

  public Problem with(String member, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(members);
    more.put(member, value);
    return new Problem(type, detail, more, headers);
  }

  public Problem withHeader(String name, String value) {
    HttpHeaders more = new HttpHeaders();
    more.addAll(headers);
    more.set(name, value);
    return new Problem(type, detail, members, more);
  }

  /** In whole seconds, rounded up, at least one (RFC 9110, section 10.2.3). */
  public Problem retryAfter(Duration wait) {
    long seconds = Math.max(1, wait.plusNanos(999_999_999).toSeconds());
    return withHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
  }

  public ProblemException asException() {
    return new ProblemException(this);
  }

  /** Ends a request with a problem that was found outside domain and application. */
  public static final class ProblemException extends RuntimeException {

    private final transient Problem problem;

    private ProblemException(Problem problem) {
      super(problem.type().code(), null, false, false);
      this.problem = problem;
    }

    public Problem problem() {
      return problem;
    }
  }
}
