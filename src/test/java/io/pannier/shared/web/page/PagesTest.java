package io.pannier.shared.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.shared.web.EdgeServer;
import io.pannier.testkit.Reply;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people read in a browser: the start page, the guides, and all that they lead to. */
class PagesTest {

  private static final String GUIDE = "/docs/operations";
  private static final Pattern LINK = Pattern.compile("<(?:a|link)[^>]* href=\"([^\"]*)\"");
  private static final Pattern ID = Pattern.compile(" id=\"([^\"]*)\"");

  private static final EdgeServer SERVER = EdgeServer.usual();

  @Test
  void the_start_page_says_what_this_is_and_where_everything_is() {
    assertThat(SERVER.get("/").body())
        .contains("<h1>Pannier</h1>", "<dt>v2</dt>\n<dd>Current.")
        .contains("href=\"problems\"", "href=\"swagger-ui\"", "href=\"docs/operations\"")
        .contains("<a href=\"openapi/cart-v2.yaml\">cart-v2</a>: Carts of guests and of customers.")
        .doesNotContain("{{");
  }

  /** Those in the folder, save what is for developers and needs a script for its diagrams. */
  static List<String> guides() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("docs"))) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(".md") && !name.equals("architecture.md"))
          .map(name -> name.replaceFirst("\\.md$", ""))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("guides")
  void every_guide_is_html_for_browsers_and_else_as_it_is_written(String guide) throws IOException {
    String address = "/docs/" + guide;
    assertThat(SERVER.get("/").body()).contains("href=\"docs/" + guide + "\"");
    assertThat(SERVER.get(address, "Accept: text/html").body())
        .startsWith("<!doctype html>")
        .contains("<h1 id=")
        // A screen reader says nothing of such a column.
        .doesNotContain("<th></th>");
    assertThat(SERVER.get(address).body())
        .isEqualTo(Files.readString(Path.of("docs", guide + ".md")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/* | text/markdown;charset=UTF-8",
        "text/* | text/markdown;charset=UTF-8",
        "text/markdown | text/markdown;charset=UTF-8",
        "text/html | text/html;charset=UTF-8",
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | text/html;charset=UTF-8",
        "text/html;q=0.5, text/markdown | text/markdown;charset=UTF-8",
        "text/html;q=0.5, text/markdown;q=0.4 | text/html;charset=UTF-8",
      })
  void a_guide_is_in_the_media_type_that_is_wanted_most(String accept, String type) {
    Reply reply = SERVER.get(GUIDE, "Accept: " + accept);

    assertThat(reply.contentType()).isEqualTo(type);
    assertThat(reply.header("Vary")).contains("Accept");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/problems", GUIDE})
  void what_is_no_text_is_not_there(String address) {
    assertThat(SERVER.get(address, "Accept: image/png").status()).isEqualTo(406);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/style.css", "/icon.svg", "/problems", "/problems/not-found", GUIDE})
  void a_page_is_kept_by_browsers_and_asked_for_again(String address) {
    Reply first = SERVER.get(address);
    Reply again = SERVER.get(address, "If-None-Match: " + first.header("ETag"));
    Reply other = SERVER.get(address, "If-None-Match: \"other\"");

    assertThat(first.header("Cache-Control")).isEqualTo("no-cache");
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(other.status()).isEqualTo(200);
    assertThat(SERVER.send("HEAD", address, "", "").header("ETag")).isEqualTo(first.header("ETag"));
    assertThat(SERVER.post(address, "{}").status()).isEqualTo(405);
  }

  @Test
  void the_two_forms_of_a_guide_are_told_apart_by_their_tags() {
    assertThat(SERVER.get(GUIDE).header("ETag"))
        .isNotEqualTo(SERVER.get(GUIDE, "Accept: text/html").header("ETag"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/problems", "/problems/not-found", GUIDE})
  void a_page_may_run_no_script_and_ask_no_other_host(String address) {
    Reply page = SERVER.get(address, "Accept: text/html");

    assertThat(page.header("Content-Security-Policy"))
        .startsWith("default-src 'none'; ")
        .doesNotContain("script", "unsafe", "://");
    assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(page.body()).doesNotContain("<script", " style=", " onclick=");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/docs",
        "/docs/nothing",
        "/docs/architecture",
        "/docs/operations.md",
        "/playground"
      })
  void there_are_no_other_pages(String address) {
    assertThat(SERVER.get(address, "Accept: text/html").status()).isEqualTo(404);
  }

  /** From the start page on, with the places within pages. */
  @Test
  void every_link_leads_somewhere() {
    Map<String, String> pages = new TreeMap<>();
    Map<String, String> links = new TreeMap<>();
    Deque<String> toRead = new ArrayDeque<>(List.of("/"));
    while (!toRead.isEmpty()) {
      String address = toRead.remove();
      Reply page = SERVER.get(address, "Accept: text/html, */*;q=0.1");
      assertThat(page.status()).as("%s, from %s", address, links.get(address)).isEqualTo(200);
      pages.put(address, page.body());
      if (page.contentType().startsWith("text/html") && !address.equals("/swagger-ui")) {
        for (String link : LINK.matcher(page.body()).results().map(l -> l.group(1)).toList()) {
          String target = URI.create(address).resolve(link).toString();
          if (!link.startsWith("https://") && links.putIfAbsent(target, address) == null) {
            String path = target.replaceFirst("#.*", "");
            if (!pages.containsKey(path) && !toRead.contains(path)) {
              toRead.add(path);
            }
          }
        }
      }
    }
    assertThat(pages).hasSizeGreaterThan(25);
    TreeSet<String> places = new TreeSet<>(links.keySet());
    places.removeIf(link -> !link.contains("#"));
    assertThat(places)
        .hasSizeGreaterThan(3)
        .allSatisfy(
            link -> {
              String[] parts = link.split("#", 2);
              assertThat(ID.matcher(pages.get(parts[0])).results().map(id -> id.group(1)))
                  .as("in %s", links.get(link))
                  .contains(parts[1]);
            });
  }
}
