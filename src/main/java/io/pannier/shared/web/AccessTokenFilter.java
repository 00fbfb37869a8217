package io.pannier.shared.web;

import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Hands on who was let in, in our own terms; stands behind authentication. */
final class AccessTokenFilter implements WebFilter {

  static final String SCOPE = "SCOPE_";

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    return exchange
        .getPrincipal()
        .ofType(JwtAuthenticationToken.class)
        .doOnNext(token -> accessToken(token).attachTo(exchange))
        .then(Mono.defer(() -> chain.filter(exchange)));
  }

  private static AccessToken accessToken(JwtAuthenticationToken token) {
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
}
