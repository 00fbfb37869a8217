package io.pannier.shared.web.input;

/** What may stand in a string that a client sends. */
public final class JsonText {

  private static final int LONGEST_NAME = 64;

  private JsonText() {}

  /** Without NUL and without unpaired surrogates: neither can be stored or sent on safely. */
  public static boolean isClean(String text) {
    return text.codePoints().noneMatch(JsonText::isForbidden);
  }

  /** A client's own field name, fit to be repeated to it. */
  static String printable(String name) {
    StringBuilder clean = new StringBuilder();
    name.codePoints()
        .limit(LONGEST_NAME)
        .forEach(c -> clean.appendCodePoint(isForbidden(c) || Character.isISOControl(c) ? '?' : c));
    return clean.toString();
  }

  private static boolean isForbidden(int codePoint) {
    return codePoint == 0
        || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
  }
}
