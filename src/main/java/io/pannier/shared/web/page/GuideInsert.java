package io.pannier.shared.web.page;

import static java.util.stream.Collectors.joining;

import java.util.List;

/**
 * A list that a guide has in place of one of its paragraphs, since it depends on how this service
 * is configured; published as a bean.
 *
 * @param guide of {@code docs/}, without its ending
 * @param paragraph of the guide that the list replaces; it stays where the list is empty
 */
public record GuideInsert(String guide, String paragraph, List<String> list) {

  public GuideInsert {
    list = List.copyOf(list);
  }

  String inMarkdown(String text) {
    return list.isEmpty()
        ? text
        : text.replace(paragraph, list.stream().map(item -> "- " + item).collect(joining("\n")));
  }

  String inHtml(String text) {
    return list.isEmpty()
        ? text
        : text.replace(
            "<p>" + Page.escaped(paragraph) + "</p>",
            list.stream()
                .map(item -> "<li>" + Page.escaped(item) + "</li>\n")
                .collect(joining("", "<ul>\n", "</ul>")));
  }
}
