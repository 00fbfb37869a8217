package io.pannier.shared.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.shared.web.EdgeServer;
import io.pannier.shared.web.Reply;
import io.pannier.shared.web.problem.CommonProblems;
import io.pannier.shared.web.problem.ProblemType;
import io.pannier.shared.web.problem.ProblemTypes;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpStatus;

class ProblemPagesTest {

  private static EdgeServer server;

  @BeforeAll
  static void start() {
    server = EdgeServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static Stream<String> published() {
    return ProblemTypes.of(CommonProblems.values()).all().stream().map(ProblemType::code);
  }

  @ParameterizedTest
  @MethodSource("published")
  void every_published_problem_is_explained(String code) {
    Reply page = server.get("/problems/" + code, "Accept: application/problem+json");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.contentType()).isEqualTo("text/html;charset=UTF-8");
    assertThat(page.body()).startsWith("<!doctype html>").contains("<code>" + code + "</code>");
  }

  @Test
  void there_are_no_other_pages() {
    for (String code : new String[] {"nothing", "%3Cscript%3E", "..%2fx", "", "Not-Found"}) {
      Reply reply = server.get("/problems/" + code);

      assertThat(reply.status()).isEqualTo(404);
      assertThat(reply.code()).isEqualTo("not-found");
      assertThat(reply.contentType()).isEqualTo("application/problem+json");
    }
    assertThat(server.post("/problems/not-found", "{}").status()).isEqualTo(405);
  }

  @Test
  void what_a_page_says_is_text_not_markup() {
    String page = ProblemPages.html(List.of(new Odd("Send <b>100 %</b> less.")));

    assertThat(page)
        .contains("a &lt; b &amp; &quot;c&quot;", "Send &lt;b&gt;100 %&lt;/b&gt; less.")
        .doesNotContain("<b>");
  }

  @Test
  void page_of_a_code_of_two_features_has_what_both_say_once() {
    ProblemTypes one = ProblemTypes.of(new Odd("Send less."));
    ProblemTypes other = ProblemTypes.of(new Odd("Try again."), new Odd("Send less."));

    String page = new ProblemPages(List.of(one, other)).page("odd").getBody();

    assertThat(page).containsOnlyOnce("Send less.").containsOnlyOnce("Try again.");
  }

  @Test
  void its_figures_are_those_of_the_web_in_whatever_language_the_machine_speaks() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG"));
    try {
      assertThat("%d".formatted(404)).as("this machine now").isEqualTo("\u0664\u0660\u0664");
      assertThat(ProblemPages.html(List.of(CommonProblems.NOT_FOUND))).contains("status 404 ");
    } finally {
      Locale.setDefault(before);
    }
  }

  private record Odd(String advice) implements ProblemType {

    @Override
    public String code() {
      return "odd";
    }

    @Override
    public HttpStatus status() {
      return HttpStatus.BAD_REQUEST;
    }

    @Override
    public String title() {
      return "a < b & \"c\"";
    }
  }
}
