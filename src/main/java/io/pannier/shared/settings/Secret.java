package io.pannier.shared.settings;

import java.util.regex.Pattern;

/**
 * A credential: it can be used, but not shown.
 *
 * @param value without the line breaks at its end, which a file has and no credential
 */
public record Secret(String value) {

  private static final Pattern LINE_BREAKS_AT_THE_END = Pattern.compile("[\\r\\n]++\\z");

  public Secret {
    value = LINE_BREAKS_AT_THE_END.matcher(value).replaceFirst("");
  }

  @Override
  public String toString() {
    return "***";
  }
}
