package io.pannier.shared.web.token;

import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * What a valid access token says about its bearer (RFC 9068).
 *
 * @param issuer of the token
 * @param subject unique for the issuer; personal, so it is never logged
 */
public record AccessToken(String issuer, String subject, Set<String> scopes) {

  /** What Spring Security puts in front of a scope. */
  static final String SCOPE = "SCOPE_";

  public AccessToken {
    scopes = Set.copyOf(scopes);
  }

  /** The valid token of a request; empty if the request has none. */
  public static Mono<AccessToken> of(ServerWebExchange exchange) {
    return exchange.getPrincipal().ofType(JwtAuthenticationToken.class).map(AccessToken::from);
  }

  private static AccessToken from(JwtAuthenticationToken token) {
    Set<String> scopes =
        token.getAuthorities().stream()
            .map(GrantedAuthority::getAuthority)
            .filter(authority -> authority.startsWith(SCOPE))
            .map(authority -> authority.substring(SCOPE.length()))
            .collect(Collectors.toSet());
    // As text: an issuer's name need not be a URL (RFC 7519, section 4.1.1).
    String issuer = token.getToken().getClaimAsString(JwtClaimNames.ISS);
    return new AccessToken(issuer, token.getToken().getSubject(), scopes);
  }

  @Override
  public String toString() {
    return "AccessToken[…]";
  }
}
