package io.pannier.shared.web;

import java.util.Optional;
import java.util.Set;
import org.springframework.web.server.ServerWebExchange;

/**
 * What an access token, once it was found good, says of its bearer (RFC 9068).
 *
 * @param issuer who vouches for it
 * @param subject unique within the issuer; personal, so never logged
 */
public record AccessToken(String issuer, String subject, Set<String> scopes) {

  private static final String ATTRIBUTE = AccessToken.class.getName();

  public AccessToken {
    scopes = Set.copyOf(scopes);
  }

  /** The token that a request was let in with; empty if it came without one. */
  public static Optional<AccessToken> of(ServerWebExchange exchange) {
    return Optional.ofNullable(exchange.getAttribute(ATTRIBUTE));
  }

  void attachTo(ServerWebExchange exchange) {
    exchange.getAttributes().put(ATTRIBUTE, this);
  }

  @Override
  public String toString() {
    return "AccessToken[…]";
  }
}
