package io.pannier.shared.web;

import java.util.Collection;
import java.util.Locale;

/**
 * How much a client likes an answer in gzip and one as it is (RFC 9110, section 12.5.3).
 *
 * @param gzip 0 to 1, where 0 is a refusal
 * @param identity the same; a client that does not speak of it takes it, if nothing is better
 */
record AcceptEncoding(double gzip, double identity) {

  private static final double UNSAID = -1;

  /** Of all lines of the header; what is not of the right form counts as not said. */
  static AcceptEncoding of(Collection<String> lines) {
    double gzip = UNSAID;
    double identity = UNSAID;
    double other = UNSAID;
    for (String element : String.join(",", lines).split(",", -1)) {
      String[] parts = element.split(";", 2);
      double weight = parts.length == 1 ? 1 : weight(parts[1].strip());
      switch (parts[0].strip().toLowerCase(Locale.ROOT)) {
        case "gzip", "x-gzip" -> gzip = weight;
        case "identity" -> identity = weight;
        case "*" -> other = weight;
        default -> {}
      }
    }
    return new AcceptEncoding(
        gzip != UNSAID ? gzip : Math.max(other, 0),
        identity != UNSAID ? identity : other == 0 ? 0 : Double.MIN_VALUE);
  }

  /** RFC 9110, section 12.4.2. */
  private static double weight(String parameter) {
    return parameter.matches("[qQ]\\s*=\\s*(0(\\.\\d{0,3})?|1(\\.0{0,3})?)")
        ? Double.parseDouble(parameter.substring(parameter.indexOf('=') + 1).strip())
        : UNSAID;
  }

  boolean prefersGzip() {
    return gzip > 0 && gzip >= identity;
  }

  boolean refusesIdentity() {
    return identity == 0;
  }
}
