package io.pannier.shared.web.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;
import org.springframework.web.util.HtmlUtils;

/**
 * Something that a person reads, made once at the start and the same for everybody. Browsers keep
 * it, and ask each time whether it is still the same.
 *
 * @param etag strong, made of the body
 */
record Page(MediaType type, Resource body, String etag) {

  static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, UTF_8);
  static final MediaType MARKDOWN = new MediaType(MediaType.TEXT_MARKDOWN, UTF_8);

  /** A page needs its own style and icon, and nothing else: no script, no other host. */
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private static final String LAYOUT = text("layout.html");

  static Page of(MediaType type, String body) {
    byte[] bytes = body.getBytes(UTF_8);
    return new Page(
        type,
        new ByteArrayResource(bytes),
        '"' + HexFormat.of().formatHex(DigestUtils.md5Digest(bytes)) + '"');
  }

  /**
   * A web page.
   *
   * @param up leads from its address to the root of the service: empty, or {@code ../}
   * @param title as text
   * @param content as HTML
   */
  static Page html(String up, String title, String content) {
    return of(
        HTML,
        LAYOUT
            .replace("{{up}}", up)
            .replace("{{title}}", escaped(title))
            .replace("{{content}}", content));
  }

  /** A file of the folder {@code pages}. */
  static String text(String file) {
    return StaticFiles.text(new ClassPathResource("pages/" + file));
  }

  static String escaped(String text) {
    return HtmlUtils.htmlEscape(text);
  }

  /** The answer with this page; where the client has it already, the framework makes 304 of it. */
  ResponseEntity<Resource> answer() {
    return ResponseEntity.ok()
        .contentType(type)
        .eTag(etag)
        .cacheControl(CacheControl.noCache())
        .header("Content-Security-Policy", POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .body(body);
  }

  /** The same for an address that has this page in several media types. */
  ResponseEntity<Resource> negotiatedAnswer() {
    ResponseEntity<Resource> answer = answer();
    return ResponseEntity.ok()
        .headers(answer.getHeaders())
        .varyBy(HttpHeaders.ACCEPT)
        .body(answer.getBody());
  }
}
