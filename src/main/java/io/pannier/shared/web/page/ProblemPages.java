package io.pannier.shared.web.page;

import io.pannier.shared.web.problem.CommonProblems;
import io.pannier.shared.web.problem.Problem;
import io.pannier.shared.web.problem.ProblemType;
import io.pannier.shared.web.problem.ProblemTypes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
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

  private final Map<String, ProblemType> byCode;

  ProblemPages(List<ProblemTypes> published) {
    this.byCode =
        published.stream()
            .flatMap(types -> types.all().stream())
            .collect(Collectors.toMap(ProblemType::code, Function.identity()));
  }

  /**
   * HTML whatever {@code Accept} says: a client that follows {@code type} sends that of problem
   * documents.
   */
  @GetMapping("/problems/{code}")
  ResponseEntity<String> page(@PathVariable String code) {
    ProblemType type = byCode.get(code);
    if (type == null) {
      throw Problem.of(CommonProblems.NOT_FOUND, "No problem has this code.").asException();
    }
    return ResponseEntity.ok().contentType(HTML).body(html(type));
  }

  static String html(ProblemType type) {
    return String.format(
        Locale.ROOT,
        """
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><title>%1$s</title></head>
        <body>
        <h1>%1$s</h1>
        <p><code>%2$s</code>, answered with status %3$d by version 2 of the API.</p>
        <p>%4$s</p>
        </body>
        </html>
        """,
        HtmlUtils.htmlEscape(type.title()),
        type.code(),
        type.status().value(),
        HtmlUtils.htmlEscape(type.advice()));
  }
}
