package io.pannier.shared.web.page;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Swagger UI over the API contracts; its own files come from the webjar. */
@RestController
class SwaggerUiPage {

  private final Resource page = StaticFiles.read(new ClassPathResource("swagger-ui/index.html"));
  private final Resource initializer =
      StaticFiles.read(new ClassPathResource("swagger-ui/initializer.js"));

  @GetMapping(path = "/swagger-ui", produces = MediaType.TEXT_HTML_VALUE)
  Resource page() {
    return page;
  }

  @GetMapping(path = "/swagger-ui/initializer.js", produces = "text/javascript")
  Resource initializer() {
    return initializer;
  }
}
