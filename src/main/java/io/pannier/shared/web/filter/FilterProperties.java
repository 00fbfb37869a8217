package io.pannier.shared.web.filter;

import io.pannier.shared.settings.PropertyChecks;
import io.pannier.shared.settings.UnusablePropertyException;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which requests are let in.
 *
 * @param admission how many are served at once
 * @param cors which pages may send them from a browser
 */
@ConfigurationProperties("pannier")
record FilterProperties(@DefaultValue Admission admission, @DefaultValue Cors cors) {

  /**
   * How many requests are served at once.
   *
   * @param maxInFlight the most requests at once; further ones are rejected
   */
  record Admission(@DefaultValue("200") int maxInFlight) {

    Admission {
      PropertyChecks.positive("pannier.admission.max-in-flight", maxInFlight);
    }
  }

  /**
   * Who may call from a browser.
   *
   * @param allowedOrigins none by default
   */
  record Cors(@DefaultValue List<String> allowedOrigins) {

    private static final String ORIGINS = "pannier.cors.allowed-origins";

    private static final Pattern ORIGIN =
        Pattern.compile("\\*|null|[A-Za-z][A-Za-z0-9+.-]*://[^/?#@\\s]+/?");

    Cors {
      allowedOrigins = PropertyChecks.texts(ORIGINS, allowedOrigins);
      if (!allowedOrigins.stream().allMatch(origin -> ORIGIN.matcher(origin).matches())) {
        throw new UnusablePropertyException(ORIGINS, "must be origins as https://shop.example");
      }
    }
  }
}
