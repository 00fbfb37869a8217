package io.pannier.shared.web.page;

import static java.util.stream.Collectors.joining;

import io.pannier.shared.web.problem.CommonProblems;
import io.pannier.shared.web.problem.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/**
 * The guides of {@code docs/}: HTML for browsers, and Markdown for clients that do not accept HTML.
 * The build has made the HTML, and decided which documents are guides; started without the build,
 * as an IDE may do, the service has none.
 */
@RestController
public class Guides {

  /** One of them, in both forms. */
  record Guide(String name, String title, Page html, Page markdown) {

    static Guide of(String name, String html, String markdown) {
      String title =
          markdown.lines().findFirst().orElse(name).replaceFirst("^# +", "").replace("`", "");
      return new Guide(
          name, title, Page.html("../", title, html), Page.of(Page.MARKDOWN, markdown));
    }
  }

  /**
   * A list that a guide has in place of one of its paragraphs, since it depends on how this service
   * is configured; published as a bean.
   *
   * @param guide of {@code docs/}, without its ending
   * @param paragraph of the guide that the list replaces; it stays where the list is empty
   */
  public record Insert(String guide, String paragraph, List<String> list) {

    public Insert {
      list = List.copyOf(list);
    }

    String inMarkdown(String text) {
      return list.isEmpty()
          ? text
          : text.replace(paragraph, list.stream().map(item -> "- " + item).collect(joining("\n")));
    }

    String inHtml(String text) {
      return list.isEmpty()
          ? text
          : text.replace(
              "<p>" + Page.escaped(paragraph) + "</p>",
              list.stream()
                  .map(item -> "<li>" + Page.escaped(item) + "</li>\n")
                  .collect(joining("", "<ul>\n", "</ul>")));
    }
  }

  private final Map<String, Guide> byName = new TreeMap<>();

  Guides(ResourcePatternResolver classPath, List<Insert> inserts) throws IOException {
    for (Resource file : classPath.getResources("classpath*:docs/*.html")) {
      String name = String.valueOf(file.getFilename()).replaceFirst("\\.html$", "");
      String html = StaticFiles.text(file);
      String markdown = StaticFiles.text(file.createRelative(name + ".md"));
      for (Insert insert : inserts) {
        if (insert.guide().equals(name)) {
          html = insert.inHtml(html);
          markdown = insert.inMarkdown(markdown);
        }
      }
      byName.put(name, Guide.of(name, html, markdown));
    }
  }

  Collection<Guide> all() {
    return byName.values();
  }

  @GetMapping(
      path = "/docs/{name}",
      produces = {MediaType.TEXT_MARKDOWN_VALUE, MediaType.TEXT_HTML_VALUE})
  ResponseEntity<Resource> guide(@PathVariable String name, ServerWebExchange exchange) {
    Guide guide = byName.get(name);
    if (guide == null) {
      throw Problem.of(CommonProblems.NOT_FOUND, "No guide has this name.").asException();
    }
    List<MediaType> accepted = exchange.getRequest().getHeaders().getAccept();
    boolean html = wish(accepted, Page.HTML) > wish(accepted, Page.MARKDOWN);
    return (html ? guide.html() : guide.markdown()).negotiatedAnswer();
  }

  /** The quality value of the most specific range that the type is in; 0 if it is in none. */
  private static double wish(List<MediaType> accepted, MediaType type) {
    List<MediaType> ranges = new ArrayList<>(accepted);
    ranges.removeIf(range -> !range.includes(type));
    MimeTypeUtils.sortBySpecificity(ranges);
    return ranges.isEmpty() ? 0 : ranges.get(0).getQualityValue();
  }
}
