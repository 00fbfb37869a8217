package io.pannier.shared.vendure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pannier.testkit.Client;
import io.pannier.testkit.Reply;
import java.util.Map;
import org.springframework.http.HttpMethod;

/** The Admin API of a real engine, as its superadmin fills a shop by it. */
record AdminApi(Client engine, String session, String channel) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Logs in, and speaks of the engine's default channel. */
  static AdminApi as(String url, String password) {
    Client engine = Client.of(url);
    Reply reply =
        send(
            engine,
            """
            mutation ($password: String!) {
              login(username: "superadmin", password: $password) { __typename }
            }""",
            Map.of("password", password));
    AdminApi loggedIn = new AdminApi(engine, reply.header("vendure-auth-token"), "");
    JsonNode channel = loggedIn.ask("{ activeChannel { token } }", Map.of());
    return loggedIn.in(channel.path("token").asText());
  }

  /** The same about another channel. */
  AdminApi in(String token) {
    return new AdminApi(engine, session, token);
  }

  /**
   * What it answers to one query, or to the one mutation of a document.
   *
   * @throws AssertionError if it refuses
   */
  JsonNode ask(String document, Map<String, ?> variables) {
    Reply reply =
        channel.isEmpty()
            ? send(engine, document, variables, "Authorization", "Bearer " + session)
            : send(
                engine,
                document,
                variables,
                "Authorization",
                "Bearer " + session,
                "vendure-token",
                channel);
    JsonNode data = reply.json().path("data");
    assertThat(reply.json().path("errors").isMissingNode() && data.size() == 1)
        .as("%s%n%s", document, reply.body())
        .isTrue();
    return data.elements().next();
  }

  private static Reply send(
      Client engine, String document, Map<String, ?> variables, String... headers) {
    try {
      String body = JSON.writeValueAsString(Map.of("query", document, "variables", variables));
      return engine.send(HttpMethod.POST, "/admin-api", body, headers);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
