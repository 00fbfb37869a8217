package io.pannier.shared.upstream;

import io.pannier.shared.model.InvalidValueException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/**
 * Names and descriptions of catalogs that keep them as HTML, as the text that a reader sees.
 * Clients get text: markup in it would be shown as it is, or be run. A catalog that has plain text
 * needs none of this, and must not be put through it: {@code "a < b"} is no markup.
 */
public final class PlainText {

  /** Characters of markup; more is no text for a page, and would hold up everything else. */
  private static final int LONGEST = 16_384;

  /** What begins and ends a line of its own. */
  private static final Set<String> LINES =
      Set.of(
          "address",
          "article",
          "aside",
          "blockquote",
          "br",
          "caption",
          "center",
          "dd",
          "details",
          "dir",
          "div",
          "dl",
          "dt",
          "fieldset",
          "figcaption",
          "figure",
          "footer",
          "form",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "header",
          "hr",
          "legend",
          "li",
          "main",
          "menu",
          "nav",
          "ol",
          "p",
          "pre",
          "section",
          "summary",
          "table",
          "tbody",
          "tfoot",
          "thead",
          "tr",
          "ul");

  /** What stands apart from what is beside it. */
  private static final Set<String> CELLS = Set.of("td", "th", "option", "button");

  /** What no reader sees. */
  private static final Set<String> HIDDEN =
      Set.of(
          "audio",
          "canvas",
          "embed",
          "head",
          "iframe",
          "math",
          "noembed",
          "noframes",
          "noscript",
          "object",
          "script",
          "style",
          "svg",
          "template",
          "textarea",
          "title",
          "video");

  private PlainText() {}

  /**
   * The text of a fragment of HTML, whatever is wrong with its markup. Blocks, items of lists, rows
   * and {@code <br>} are lines of their own, without empty ones between them; entities are decoded,
   * other white space is one blank, and scripts, styles, comments, attributes and control
   * characters are left out.
   *
   * @return empty where there is no text in it
   * @throws InvalidValueException if it is longer than 16,384 characters, or holds half a character
   *     or bytes that were no UTF-8: then there is no such text
   */
  public static String ofHtml(String html) {
    if (html.length() > LONGEST || !UpstreamJson.isWellFormed(html)) {
      throw new InvalidValueException("no text that can be shown");
    }
    StringBuilder text = new StringBuilder();
    Jsoup.parseBodyFragment(html).body().filter(new Reader(text));
    return Arrays.stream(text.toString().split("\n"))
        .map(PlainText::blanksAsOne)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("\n"));
  }

  /**
   * The same in one line, for names.
   *
   * @throws InvalidValueException as {@link #ofHtml}
   */
  public static String lineOfHtml(String html) {
    return ofHtml(html).replace('\n', ' ');
  }

  private static String blanksAsOne(String line) {
    StringBuilder words = new StringBuilder();
    line.codePoints()
        .map(c -> Character.isWhitespace(c) || Character.isSpaceChar(c) ? ' ' : c)
        .filter(c -> !Character.isISOControl(c))
        .filter(c -> c != ' ' || (!words.isEmpty() && words.charAt(words.length() - 1) != ' '))
        .forEach(words::appendCodePoint);
    return words.toString().strip();
  }

  /** Reads the text between the tags, with a line break where a line ends. */
  private record Reader(StringBuilder text) implements NodeFilter {

    @Override
    public FilterResult head(Node node, int depth) {
      if (node instanceof TextNode words) {
        text.append(words.getWholeText().replace('\n', ' '));
      }
      if (node instanceof Element element) {
        if (HIDDEN.contains(element.normalName())) {
          return FilterResult.SKIP_ENTIRELY;
        }
        separate(element);
      }
      return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
      if (node instanceof Element element) {
        separate(element);
      }
      return FilterResult.CONTINUE;
    }

    private void separate(Element element) {
      if (LINES.contains(element.normalName())) {
        text.append('\n');
      } else if (CELLS.contains(element.normalName())) {
        text.append(' ');
      }
    }
  }
}
