package io.pannier.cart.adapter.in.web;

import io.pannier.cart.application.Caller;
import io.pannier.cart.application.VersionCondition;
import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.CartOwner.Customer;
import io.pannier.cart.domain.model.CartToken;
import io.pannier.shared.web.input.Violations;
import io.pannier.shared.web.token.AccessToken;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What clients say of a cart in headers. */
public final class CartHeaders {

  public static final String TOKEN = "X-Cart-Token";
  public static final String KEY = "Idempotency-Key";
  public static final String REPLAYED = "Idempotent-Replayed";

  /** An id that no cart has: longer than any that is given. */
  private static final CartId NO_CART = new CartId("what-is-no-id-names-no-cart");

  private static final String ENTITY_TAG = "(?:W/)?\"[\\x21\\x23-\\x7E\\x80-\\xFF]*\"";

  /** Possessive, so that a long list does not recurse once for each of its tags. */
  private static final Pattern IF_MATCH =
      Pattern.compile("\\s*" + ENTITY_TAG + "(?:\\s*,\\s*" + ENTITY_TAG + ")*+\\s*");

  /**
   * A strong tag that this service may have given; all others match no version (RFC 9110, 8.8.3).
   */
  private static final Pattern VERSION = Pattern.compile("(?<![^\\s,])\"([1-9][0-9]{0,17})\"");

  private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7E]{1,255}");

  private CartHeaders() {}

  public static String etag(long version) {
    return '"' + Long.toString(version) + '"';
  }

  /**
   * The cart that a path names. A text that is no id stands for a cart that does not exist, and is
   * answered like every unknown cart.
   */
  public static CartId cartId(String text) {
    return CartId.isOne(text) ? new CartId(text) : NO_CART;
  }

  /** Who calls: by the cart's token, the access token, both or neither. */
  static Mono<Caller> caller(ServerWebExchange exchange) {
    String text = exchange.getRequest().getHeaders().getFirst(TOKEN);
    CartToken token = text == null ? null : new CartToken(text);
    return AccessToken.of(exchange)
        .map(access -> new Caller(token, identity(access)))
        .defaultIfEmpty(new Caller(token, null));
  }

  private static Caller.Identity identity(AccessToken token) {
    Set<Caller.Scope> scopes = EnumSet.noneOf(Caller.Scope.class);
    if (token.scopes().contains("carts")) {
      scopes.add(Caller.Scope.CARTS);
    }
    if (token.scopes().contains("orders")) {
      scopes.add(Caller.Scope.ORDERS);
    }
    return new Caller.Identity(Customer.of(token.issuer(), token.subject()), scopes);
  }

  public static VersionCondition condition(HttpHeaders headers, Violations violations) {
    List<String> values = headers.getOrEmpty(HttpHeaders.IF_MATCH);
    String text = String.join(",", values);
    if (values.isEmpty()) {
      return VersionCondition.NONE;
    }
    if (text.trim().equals("*")) {
      return VersionCondition.ANY;
    }
    if (!IF_MATCH.matcher(text).matches()) {
      violations.add(HttpHeaders.IF_MATCH, "must be * or a list of entity tags");
    }
    Set<Long> versions = new LinkedHashSet<>();
    Matcher tags = VERSION.matcher(text);
    while (tags.find()) {
      versions.add(Long.valueOf(tags.group(1)));
    }
    return VersionCondition.oneOf(versions);
  }

  /** The key that names the change; null if none was sent. */
  public static @Nullable String key(HttpHeaders headers, Violations violations) {
    List<String> keys = headers.getOrEmpty(KEY);
    if (keys.isEmpty()) {
      return null;
    }
    if (keys.size() > 1 || !PRINTABLE.matcher(keys.get(0)).matches()) {
      violations.add(KEY, "must be given once, as 1 to 255 printable ASCII characters");
      return null;
    }
    return keys.get(0);
  }
}
