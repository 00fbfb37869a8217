package io.pannier.shared.web.server;

import io.pannier.shared.settings.PropertyChecks;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The limits of requests and answers.
 *
 * @param request the limits of one request
 * @param response the limits of one answer
 */
@ConfigurationProperties("pannier")
record WebProperties(@DefaultValue Request request, @DefaultValue Response response) {

  /**
   * The limits of one request.
   *
   * @param maxBodySize of a request
   * @param idleTimeout how long a body may pause before 408
   * @param readTimeout within which a body must arrive, else 408
   * @param arrivalTimeout within which a whole request must arrive, from its first byte on; after
   *     it the connection is closed without an answer
   */
  record Request(
      @DefaultValue("16KB") DataSize maxBodySize,
      @DefaultValue("2s") Duration idleTimeout,
      @DefaultValue("5s") Duration readTimeout,
      @DefaultValue("10s") Duration arrivalTimeout) {

    Request {
      PropertyChecks.size("pannier.request.max-body-size", maxBodySize);
      PropertyChecks.positive("pannier.request.idle-timeout", idleTimeout);
      PropertyChecks.positive("pannier.request.read-timeout", readTimeout);
      PropertyChecks.positive("pannier.request.arrival-timeout", arrivalTimeout);
    }
  }

  /**
   * The limits of one answer, for clients that do not read their answers.
   *
   * @param idleTimeout how long a client may read nothing before it loses the connection, or the
   *     stream of HTTP/2
   * @param writeTimeout within which a client must have read a whole answer
   * @param maxUnread bytes of unread answers, of all clients together; above it a client that does
   *     not read at once loses the connection
   */
  record Response(
      @DefaultValue("5s") Duration idleTimeout,
      @DefaultValue("30s") Duration writeTimeout,
      @DefaultValue("32MB") DataSize maxUnread) {

    Response {
      PropertyChecks.positive("pannier.response.idle-timeout", idleTimeout);
      PropertyChecks.positive("pannier.response.write-timeout", writeTimeout);
      PropertyChecks.size("pannier.response.max-unread", maxUnread);
    }
  }
}
