package io.pannier.shared.web.page;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import io.pannier.shared.web.problem.CommonProblems;
import io.pannier.shared.web.problem.Problem;
import io.pannier.shared.web.problem.ProblemType;
import io.pannier.shared.web.problem.ProblemTypes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * The web page that a problem's {@code type} links to: what it means, how it looks and what to do;
 * and the list of all. The texts are those of {@code docs/problems}, made HTML by the build;
 * started without the build, as an IDE may do, the pages have only what the types say.
 */
@RestController
class ProblemPages {

  /**
   * What one feature says of a code.
   *
   * @param text as HTML
   */
  private record Part(ProblemType type, String text) {

    static Part of(String feature, ProblemType type) {
      Resource file = new ClassPathResource("problems/" + feature + "/" + type.code() + ".html");
      return new Part(type, file.exists() ? StaticFiles.text(file) : "");
    }

    String html() {
      return """
          <h1>%title%</h1>
          <p class="lead"><code>%code%</code>, answered with status %status%.</p>
          %text%
          """
          .replace("%title%", Page.escaped(type.title()))
          .replace("%code%", type.code())
          .replace("%status%", Integer.toString(type.status().value()))
          .replace("%text%", text);
    }
  }

  private final Map<String, Page> byCode = new TreeMap<>();
  private final Page list;

  ProblemPages(List<ProblemTypes> published) {
    Map<String, List<Part>> parts =
        published.stream()
            .flatMap(types -> types.all().stream().map(type -> Part.of(types.feature(), type)))
            .collect(groupingBy(part -> part.type().code(), TreeMap::new, toList()));
    parts.forEach((code, all) -> byCode.put(code, page(all)));
    this.list = Page.html("", "Problems", list(parts));
  }

  @GetMapping(path = "/problems", produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<Resource> list() {
    return list.answer();
  }

  /**
   * HTML whatever {@code Accept} says: a client that follows {@code type} sends that of problem
   * documents.
   */
  @GetMapping("/problems/{code}")
  ResponseEntity<Resource> page(@PathVariable String code) {
    Page page = byCode.get(code);
    if (page == null) {
      throw Problem.of(CommonProblems.NOT_FOUND, "No problem has this code.").asException();
    }
    return page.answer();
  }

  /** Features may name the same code: each explains it in a part of the page. */
  private static Page page(List<Part> parts) {
    String content = parts.stream().map(Part::html).distinct().collect(joining());
    return Page.html("../", parts.get(0).type().title(), content + Page.text("members.html"));
  }

  private static String list(Map<String, List<Part>> parts) {
    return Page.text("problems.html")
        .replace("{{problems}}", parts.values().stream().map(ProblemPages::row).collect(joining()));
  }

  private static String row(List<Part> parts) {
    ProblemType type = parts.get(0).type();
    return """
        <tr><td><a href="problems/%code%">%code%</a></td><td>%status%</td><td>%titles%</td></tr>
        """
        .replace("%code%", type.code())
        .replace("%status%", Integer.toString(type.status().value()))
        .replace("%titles%", titles(parts));
  }

  private static String titles(List<Part> parts) {
    return parts.stream()
        .map(part -> Page.escaped(part.type().title()))
        .distinct()
        .collect(joining("<br>"));
  }
}
