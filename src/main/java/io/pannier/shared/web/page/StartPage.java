package io.pannier.shared.web.page;

import static java.util.stream.Collectors.joining;

import java.util.Comparator;
import java.util.List;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What this is, which versions there are and until when, and where everything else is. */
@RestController
public class StartPage {

  /**
   * A further link of the page, published as a bean.
   *
   * @param path without a slash at its beginning
   * @param text the text of the link
   */
  public record Link(String path, String text) {}

  /**
   * What the page says of an API version that is going to end, published as a bean.
   *
   * @param version as its contracts' names end, as in {@code v1}
   * @param text whole sentences
   * @param guide of {@code docs/}, without its ending: what to do about it
   */
  public record VersionNotice(String version, String text, String guide) {}

  private static final MediaType CSS = MediaType.parseMediaType("text/css;charset=UTF-8");
  private static final MediaType SVG = MediaType.parseMediaType("image/svg+xml");

  private final Page page;
  private final Page style = Page.of(CSS, Page.text("style.css"));
  private final Page icon = Page.of(SVG, Page.text("icon.svg"));

  StartPage(
      ApiDescriptions contracts, Guides guides, List<VersionNotice> notices, List<Link> links) {
    String content =
        Page.text("start.html")
            .replace("{{links}}", links.stream().map(StartPage::html).collect(joining("\n")))
            .replace("{{versions}}", versions(contracts, notices))
            .replace(
                "{{contracts}}",
                contracts.all().stream().map(StartPage::html).collect(joining("\n")))
            .replace(
                "{{guides}}", guides.all().stream().map(StartPage::html).collect(joining("\n")));
    this.page = Page.html("", "Pannier", content);
  }

  @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<Resource> page() {
    return page.answer();
  }

  @GetMapping("/style.css")
  ResponseEntity<Resource> style() {
    return style.answer();
  }

  @GetMapping("/icon.svg")
  ResponseEntity<Resource> icon() {
    return icon.answer();
  }

  /** The newest first. */
  private static String versions(ApiDescriptions contracts, List<VersionNotice> notices) {
    return contracts.all().stream()
        .map(ApiDescriptions.Contract::version)
        .distinct()
        .sorted(Comparator.reverseOrder())
        .map(version -> "<dt>" + version + "</dt>\n<dd>" + state(version, notices) + "</dd>")
        .collect(joining("\n"));
  }

  private static String state(String version, List<VersionNotice> notices) {
    return notices.stream()
        .filter(notice -> notice.version().equals(version))
        .map(
            notice ->
                Page.escaped(notice.text())
                    + (" <a href=\"docs/" + notice.guide() + "\">What to do</a>"))
        .findFirst()
        .orElse("Current. No end is planned.");
  }

  private static String html(ApiDescriptions.Contract contract) {
    String link = "<a href=\"openapi/" + contract.name() + ".yaml\">" + contract.name() + "</a>";
    return "<li>" + link + ": " + Page.escaped(contract.summary()) + "</li>";
  }

  private static String html(Guides.Guide guide) {
    String title = Page.escaped(guide.title());
    return "<li><a href=\"docs/" + guide.name() + "\">" + title + "</a></li>";
  }

  private static String html(Link link) {
    String text = Page.escaped(link.text());
    return "<p><a href=\"" + Page.escaped(link.path()) + "\">" + text + "</a></p>";
  }
}
