package io.pannier.shared.web.v1;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** How to move to version 2, for whoever follows the link that every answer of version 1 has. */
@RestController
class MigrationGuide {

  @GetMapping("/docs/migrating-to-v2")
  ResponseEntity<Resource> page() {
    return ResponseEntity.ok()
        .header("Content-Type", "text/markdown;charset=UTF-8")
        .body(new ClassPathResource("docs/migrating-to-v2.md"));
  }
}
