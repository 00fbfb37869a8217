package io.pannier.shared.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.shared.web.EdgeServer;
import io.pannier.shared.web.problem.CommonProblems;
import io.pannier.shared.web.problem.ProblemType;
import io.pannier.shared.web.problem.ProblemTypes;
import io.pannier.testkit.Reply;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

class ProblemPagesTest {

  private static final EdgeServer SERVER = EdgeServer.usual();

  static Stream<String> published() {
    return Stream.of(CommonProblems.values()).map(ProblemType::code);
  }

  @ParameterizedTest
  @MethodSource("published")
  void every_published_problem_is_explained(String code) {
    Reply page = SERVER.get("/problems/" + code, "Accept: application/problem+json");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.contentType()).isEqualTo("text/html;charset=UTF-8");
    assertThat(page.body())
        .startsWith("<!doctype html>")
        .contains(
            "<code>" + code + "</code>",
            "<h2>What happened</h2>",
            "HTTP/1.1 ",
            "<h2>What to do</h2>");
  }

  @Test
  void there_are_no_other_pages() {
    for (String code : new String[] {"nothing", "%3Cscript%3E", "..%2fx", "", "Not-Found"}) {
      Reply reply = SERVER.get("/problems/" + code);

      assertThat(reply.status()).isEqualTo(404);
      assertThat(reply.code()).isEqualTo("not-found");
      assertThat(reply.contentType()).isEqualTo("application/problem+json");
    }
    assertThat(SERVER.post("/problems/not-found", "{}").status()).isEqualTo(405);
  }

  @Test
  void the_list_has_all_of_them() {
    Reply list = SERVER.get("/problems");

    assertThat(list.status()).isEqualTo(200);
    assertThat(list.body())
        .contains(published().map(code -> "href=\"problems/" + code + "\"").toList());
  }

  @Test
  void what_a_page_says_is_text_not_markup() {
    ProblemPages pages = new ProblemPages(List.of(ProblemTypes.of("odd", new Odd("<b>100 %</b>"))));

    for (String page : List.of(body(pages.page("odd")), body(pages.list()))) {
      assertThat(page).contains("&lt;b&gt;100 %&lt;/b&gt;").doesNotContain("<b>");
    }
  }

  @Test
  void page_of_a_code_of_two_features_has_what_both_say_once() {
    ProblemTypes one = ProblemTypes.of("one", new Odd("Too much"));
    ProblemTypes other = ProblemTypes.of("other", new Odd("Too late"), new Odd("Too much"));

    String page = body(new ProblemPages(List.of(one, other)).page("odd"));

    assertThat(page).containsOnlyOnce("<h1>Too much</h1>").containsOnlyOnce("<h1>Too late</h1>");
  }

  @Test
  void its_figures_are_those_of_the_web_in_whatever_language_the_machine_speaks() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG"));
    try {
      assertThat("%d".formatted(404)).as("this machine now").isEqualTo("\u0664\u0660\u0664");
      ProblemTypes common = ProblemTypes.of("common", CommonProblems.NOT_FOUND);
      assertThat(body(new ProblemPages(List.of(common)).page("not-found"))).contains("status 404.");
    } finally {
      Locale.setDefault(before);
    }
  }

  private static String body(ResponseEntity<Resource> answer) {
    return StaticFiles.text(Objects.requireNonNull(answer.getBody()));
  }

  private record Odd(String title) implements ProblemType {

    @Override
    public String code() {
      return "odd";
    }

    @Override
    public HttpStatus status() {
      return HttpStatus.BAD_REQUEST;
    }
  }
}
