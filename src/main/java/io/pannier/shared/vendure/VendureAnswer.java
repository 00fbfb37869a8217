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

  /** There is no session, it is not known any more, or it may not read this: which, is not said. */
  boolean isForbidden() {
    return codes.contains("FORBIDDEN");
  }

  /**
   * What was asked for. Beside an error nothing is believed: the engine leaves out what it could
   * not tell, and that looks like what there is none of.
   *
   * @throws UpstreamException if it reports an error, or has no data
   */
  JsonNode data() {
    if (codes.contains("CHANNEL_NOT_FOUND")) {
      // What we are set to is wrong, and its other channels are well.
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
