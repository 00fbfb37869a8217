package io.pannier.shared.web.v1;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pannier.shared.web.page.StaticFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The guide for moving to version 2, which every answer of version 1 links to, with the blackouts
 * of this service. A controller, since its address has no file extension.
 */
@RestController
class MigrationGuide {

  private static final String FILE = "docs/migrating-to-v2.md";

  /** Where the page has the blackouts that are configured. */
  private static final String BLACKOUTS = "None is announced here.";

  private final Resource page;

  MigrationGuide(Blackouts blackouts) {
    this.page = page(blackouts);
  }

  private static Resource page(Blackouts blackouts) {
    try {
      String text = StaticFiles.read(new ClassPathResource(FILE)).getContentAsString(UTF_8);
      String announced =
          blackouts.all().stream().map(period -> "- " + period).collect(Collectors.joining("\n"));
      return new ByteArrayResource(
          (announced.isEmpty() ? text : text.replace(BLACKOUTS, announced)).getBytes(UTF_8), FILE);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  @GetMapping("/docs/migrating-to-v2")
  ResponseEntity<Resource> page() {
    return ResponseEntity.ok().header("Content-Type", "text/markdown;charset=UTF-8").body(page);
  }
}
