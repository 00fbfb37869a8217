package io.pannier.shared.vendure;

import com.fasterxml.jackson.databind.JsonNode;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.upstream.Payloads;
import io.pannier.shared.upstream.UpstreamException;
import io.pannier.shared.upstream.UpstreamJson;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * An answer of the Admin API: what was asked for, or errors, with status 200 either way.
 *
 * @param codes of its errors; an empty one where an error has none
 */
record VendureAnswer(JsonNode answer, List<String> codes) {

  /**
   * Reads one.
   *
   * @throws UpstreamException if it is no object of JSON
   */
  static VendureAnswer of(byte[] body) {
    JsonNode answer = UpstreamJson.object(body);
    JsonNode errors = answer.path("errors");
    return new VendureAnswer(
        answer,
        StreamSupport.stream(errors.spliterator(), false)
            .map(error -> UpstreamJson.text(error.path("extensions"), "code"))
            .toList());
  }

  /** There is no session, it has ended, or it may not read this; the engine does not say which. */
  boolean isForbidden() {
    return codes.contains("FORBIDDEN");
  }

  /**
   * What was asked for. Data beside an error are not used: the engine leaves out what it could not
   * read, which looks like what does not exist.
   *
   * @throws UpstreamException if it reports an error, or has no data
   */
  JsonNode data() {
    if (codes.contains("CHANNEL_NOT_FOUND")) {
      // Our settings are wrong; the engine's other channels work.
      throw UpstreamException.uncounted(Reason.UPSTREAM_ERROR, "it has no such channel");
    }
    if (!codes.isEmpty()) {
      throw UpstreamException.failed(Reason.UPSTREAM_ERROR, "errors in its answer");
    }
    JsonNode data = answer.path("data");
    JsonNode errors = answer.path("errors");
    boolean isSaidToBeWell = Payloads.isAbsent(errors) || errors.isArray();
    if (!data.isObject() || !isSaidToBeWell) {
      throw UpstreamException.invalid("no data");
    }
    return data;
  }
}
