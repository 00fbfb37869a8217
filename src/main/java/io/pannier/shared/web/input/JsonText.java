package io.pannier.shared.web.input;

/** Which characters a client's string may have. */
public final class JsonText {

  private static final int LONGEST_NAME = 64;

  private JsonText() {}

  /**
   * Whether it has neither NUL nor unpaired surrogates, which cannot be stored or sent on safely.
   */
  public static boolean isClean(String text) {
    return text.codePoints().noneMatch(JsonText::isForbidden);
  }

  /**
   * A name that a client sent, shortened and without control characters, so that an answer can
   * repeat it.
   */
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
