package io.pannier.shared.web.page;

import io.pannier.shared.web.problem.CommonProblems;
import io.pannier.shared.web.problem.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * The API contracts as clients can read them, whichever are on the class path, and Swagger UI over
 * them; its own files come from the webjar. A controller and no resource handlers: those ignore
 * {@code Accept}, where 406 is answered here, and cannot map an address that is no file's name.
 */
@RestController
class ApiDescriptions {

  /**
   * One contract, in the form that Swagger UI takes.
   *
   * @param url relative to the service's root
   */
  record Description(String name, String url) {}

  /**
   * One contract, as a person looks for it.
   *
   * @param name of its file, without the ending
   * @param version as the name ends, as in {@code v2}
   * @param summary its own, or the name where it has none
   */
  record Contract(String name, String version, String summary) {

    static Contract of(String name, Resource file) {
      Matcher summary = SUMMARY.matcher(StaticFiles.text(file));
      return new Contract(
          name, name.replaceFirst("^.*-", ""), summary.find() ? summary.group(1) : name);
    }
  }

  private static final Pattern SUMMARY =
      Pattern.compile("^info:\\R(?: .*\\R)*?  summary: (.*)$", Pattern.MULTILINE);

  /** Swagger UI runs its own scripts, styles what it draws, and calls this service. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final Map<String, Resource> byName = new TreeMap<>();
  private final Resource page = StaticFiles.read(new ClassPathResource("swagger-ui/index.html"));
  private final Resource initializer =
      StaticFiles.read(new ClassPathResource("swagger-ui/initializer.js"));

  ApiDescriptions(ResourcePatternResolver classPath) throws IOException {
    for (Resource file : classPath.getResources("classpath*:openapi/*.yaml")) {
      byName.put(
          String.valueOf(file.getFilename()).replaceFirst("\\.yaml$", ""), StaticFiles.read(file));
    }
  }

  List<Contract> all() {
    return byName.entrySet().stream()
        .map(file -> Contract.of(file.getKey(), file.getValue()))
        .toList();
  }

  @GetMapping("/openapi")
  List<Description> list() {
    return byName.keySet().stream()
        .map(name -> new Description(name, "openapi/" + name + ".yaml"))
        .toList();
  }

  @GetMapping(path = "/openapi/{name}.yaml", produces = "application/yaml")
  Resource description(@PathVariable String name) {
    Resource file = byName.get(name);
    if (file == null) {
      throw Problem.of(CommonProblems.NOT_FOUND, "No API has this description.").asException();
    }
    return file;
  }

  @GetMapping(path = "/swagger-ui", produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<Resource> swaggerUi() {
    return ResponseEntity.ok().header("Content-Security-Policy", POLICY).body(page);
  }

  @GetMapping(path = "/swagger-ui/initializer.js", produces = "text/javascript")
  Resource initializer() {
    return initializer;
  }
}
