package io.pannier.shared.web;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes times as HTTP headers do. */
public final class HttpDate {

  /** IMF-fixdate (RFC 9110, section 5.6.7); the JDK's own RFC 1123 format has days of one digit. */
  private static final DateTimeFormatter IMF_FIXDATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private HttpDate() {}

  public static String of(Instant time) {
    return IMF_FIXDATE.format(time);
  }
}
