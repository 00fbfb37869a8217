package io.pannier.shared.warmup;

import io.pannier.shared.model.Provenance.Source;
import java.util.Map;
import org.springframework.http.HttpMethod;

/**
 * What a feature or an adapter contributes, as a bean, to what is run before the service is ready.
 * None of it reaches anybody: requests come from nowhere and are answered to nobody, by the
 * features' own code made once more over answers that are made up here.
 */
public sealed interface WarmUp {

  /** The product that requests are about, and that answers of upstreams tell of. */
  String UPC = "036000291452";

  /** The selling location where it is asked for. */
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
   * What an upstream says to whatever it is asked meanwhile.
   *
   * @param body in its own format
   */
  record UpstreamAnswer(Source source, String body) implements WarmUp {}

  /** What stands in for a port whose adapter would change something. */
  record StandIn<T>(Class<T> port, T inItsPlace) implements WarmUp {}
}
