package io.pannier.shared.warmup;

import io.pannier.shared.model.Provenance.Source;
import java.util.Map;
import org.springframework.http.HttpMethod;

/**
 * What a feature or an adapter contributes, as a bean, to what is run before the service is ready.
 * Nothing of it leaves the process: the requests come from no client, and the features' own code,
 * made once more, serves them with the upstreams' answers that are contributed here.
 */
public sealed interface WarmUp {

  /** The product of all requests and of the upstreams' answers. */
  String UPC = "036000291452";

  /** The selling location of all requests. */
  int LOCATION = 1;

  /**
   * A request as clients send it, which has to succeed.
   *
   * @param body in JSON; empty for none
   */
  record Request(HttpMethod method, String path, Map<String, String> headers, String body)
      implements WarmUp {

    public Request {
      headers = Map.copyOf(headers);
    }
  }

  /**
   * An upstream's answer to every question of the warm-up.
   *
   * @param body in its own format
   */
  record UpstreamAnswer(Source source, String body) implements WarmUp {}

  /** Replaces a port whose adapter would change something. */
  record StandIn<T>(Class<T> port, T inItsPlace) implements WarmUp {}
}
