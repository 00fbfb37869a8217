package io.pannier.shared.web.input;

import static org.springframework.http.HttpHeaders.ACCEPT_LANGUAGE;
import static org.springframework.http.HttpHeaders.VARY;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.SimpleLocaleContext;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.i18n.LocaleContextResolver;

/**
 * Chooses which of the shop's languages a client gets names in: the first one that fits the element
 * of {@code Accept-Language} with the highest weight (RFC 9110, section 12.5.4; RFC 4647, section
 * 3.4), else the shop's first that is not refused. Browsers and libraries send the header on their
 * own, so it never fails a request: an element that cannot be read is ignored, and a client that
 * refuses every language of the shop gets the first one.
 */
public final class Languages implements LocaleContextResolver {

  /** Browsers send a handful; what comes after is not looked at. */
  private static final int MOST = 50;

  private static final String ANY = "*";

  /** Of at most nine subtags; no language has more, and looking each up takes its time. */
  private static final Pattern ELEMENT =
      Pattern.compile(
          "\\s*(\\*|[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,8}+)"
              + "\\s*(?:;\\s*[qQ]=(0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?)\\s*)?");

  private final List<Locale> offered;

  /**
   * Creates one.
   *
   * @param offered at least one
   */
  Languages(List<Locale> offered) {
    this.offered = List.copyOf(offered);
  }

  /** The language that the client gets names in. */
  public static Locale of(ServerWebExchange exchange) {
    return Objects.requireNonNull(exchange.getLocaleContext().getLocale());
  }

  /** Says which language the answer is in, and that another client may get another. */
  public static void announce(ServerWebExchange exchange) {
    HttpHeaders headers = exchange.getResponse().getHeaders();
    headers.setContentLanguage(of(exchange));
    headers.add(VARY, ACCEPT_LANGUAGE);
  }

  @Override
  public LocaleContext resolveLocaleContext(ServerWebExchange exchange) {
    return new SimpleLocaleContext(
        best(exchange.getRequest().getHeaders().getOrEmpty(ACCEPT_LANGUAGE)));
  }

  @Override
  public void setLocaleContext(ServerWebExchange exchange, @Nullable LocaleContext context) {
    throw new UnsupportedOperationException("only the client chooses");
  }

  /** Of all lines of the header; there may be none. */
  Locale best(Collection<String> lines) {
    List<Wish> wishes =
        Stream.of(String.join(",", lines).split(",", MOST + 1))
            .limit(MOST)
            .flatMap(element -> Wish.read(element).stream())
            .sorted(Comparator.comparingDouble(Wish::weight).reversed())
            .toList();
    List<Locale> acceptable = new ArrayList<>(offered);
    acceptable.removeIf(language -> isRefused(tag(language), wishes));
    return wishes.stream()
        .filter(wish -> wish.weight() > 0)
        .flatMap(wish -> lookUp(wish.range(), acceptable).stream())
        .findFirst()
        .orElseGet(() -> acceptable.isEmpty() ? offered.get(0) : acceptable.get(0));
  }

  /** The narrowest range counts: {@code de-AT, de;q=0} refuses only other German. */
  private static boolean isRefused(String tag, List<Wish> wishes) {
    return wishes.stream()
        .filter(wish -> wish.range().equals(ANY) || isWithin(tag, wish.range()))
        .max(Comparator.comparingInt(wish -> wish.range().equals(ANY) ? 0 : wish.range().length()))
        .filter(narrowest -> narrowest.weight() == 0)
        .isPresent();
  }

  /**
   * The range is shortened from its end until a language fits it. Beside what RFC 4647 calls a
   * look-up, a variety fits as well: who asks for {@code de} gets {@code de-CH} rather than a
   * language that they may not know.
   */
  private static Optional<Locale> lookUp(String asked, List<Locale> acceptable) {
    for (String range = asked; !range.isEmpty(); range = shortened(range)) {
      for (Locale language : acceptable) {
        if (tag(language).equals(range)) {
          return Optional.of(language);
        }
      }
      for (Locale language : acceptable) {
        if (isWithin(tag(language), range)) {
          return Optional.of(language);
        }
      }
    }
    return Optional.empty();
  }

  /** Without its last subtag, and without a single letter that this one belonged to. */
  private static String shortened(String range) {
    int end = range.lastIndexOf('-');
    boolean leavesASingleLetter = end >= 2 && range.charAt(end - 2) == '-';
    return range.substring(0, Math.max(0, leavesASingleLetter ? end - 2 : end));
  }

  private static boolean isWithin(String tag, String range) {
    return tag.equals(range) || tag.startsWith(range + "-");
  }

  private static String tag(Locale language) {
    return language.toLanguageTag().toLowerCase(Locale.ROOT);
  }

  /**
   * One element of the header.
   *
   * @param range in lower case, or {@code *}
   * @param weight 0 to 1, where 0 means not acceptable
   */
  private record Wish(String range, double weight) {

    static Optional<Wish> read(String element) {
      Matcher matcher = ELEMENT.matcher(element);
      if (!matcher.matches()) {
        return Optional.empty();
      }
      String weight = matcher.group(2);
      return Optional.of(
          new Wish(
              matcher.group(1).toLowerCase(Locale.ROOT),
              weight == null ? 1 : Double.parseDouble(weight)));
    }
  }
}
