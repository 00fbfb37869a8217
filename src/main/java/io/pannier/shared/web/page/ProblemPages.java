package io.pannier.shared.web.page;

import io.pannier.shared.web.problem.CommonProblems;
import io.pannier.shared.web.problem.Problem;
import io.pannier.shared.web.problem.ProblemType;
import io.pannier.shared.web.problem.ProblemTypes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** The web page that a problem's {@code type} links to: what it means and what to do. */
@RestController
class ProblemPages {

  private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

  private final Map<String, List<ProblemType>> byCode;

  ProblemPages(List<ProblemTypes> published) {
    this.byCode =
        published.stream()
            .flatMap(types -> types.all().stream())
            .collect(Collectors.groupingBy(ProblemType::code));
  }

  /**
   * HTML whatever {@code Accept} says: a client that follows {@code type} sends that of problem
   * documents.
   */
  @GetMapping("/problems/{code}")
  ResponseEntity<String> page(@PathVariable String code) {
    List<ProblemType> types = byCode.get(code);
    if (types == null) {
      throw Problem.of(CommonProblems.NOT_FOUND, "No problem has this code.").asException();
    }
    return ResponseEntity.ok().contentType(HTML).body(html(types));
  }

  /** Features may name the same code: each explains it in a part of the page. */
  static String html(List<ProblemType> types) {
    return String.format(
        Locale.ROOT,
        """
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><title>%s</title></head>
        <body>
        %s</body>
        </html>
        """,
        HtmlUtils.htmlEscape(types.get(0).title()),
        types.stream().map(ProblemPages::part).distinct().collect(Collectors.joining()));
  }

  private static String part(ProblemType type) {
    return String.format(
        Locale.ROOT,
        """
        <h1>%s</h1>
        <p><code>%s</code>, answered with status %d by version 2 of the API.</p>
        <p>%s</p>
        """,
        HtmlUtils.htmlEscape(type.title()),
        type.code(),
        type.status().value(),
        HtmlUtils.htmlEscape(type.advice()));
  }
}
