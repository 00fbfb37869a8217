package io.pannier.shared.settings;

import java.util.regex.Pattern;

/**
 * A credential, which is never shown in logs or errors.
 *
 * @param value without line breaks at its end, which files have and credentials do not
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
