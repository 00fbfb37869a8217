package io.pannier.shared.web.v1;

import io.pannier.shared.web.page.StaticFiles;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The guide for moving to version 2, which every answer of version 1 links to. A controller, since
 * its address has no file extension.
 */
@RestController
class MigrationGuide {

  private final Resource page = StaticFiles.read(new ClassPathResource("docs/migrating-to-v2.md"));

  @GetMapping("/docs/migrating-to-v2")
  ResponseEntity<Resource> page() {
    return ResponseEntity.ok().header("Content-Type", "text/markdown;charset=UTF-8").body(page);
  }
}
