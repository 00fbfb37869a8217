package io.pannier.shared.cache;

import static io.pannier.shared.cache.CacheScene.LIFETIME;
import static io.pannier.shared.cache.CacheScene.NOT_FOUND;
import static io.pannier.shared.cache.CacheScene.STALE;
import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Answer.Status;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.Provenance;
import io.pannier.shared.model.Provenance.Source;
import io.pannier.testkit.AtOnce;
import io.pannier.testkit.FakeGateway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AnswerCacheTest {

  private static final Duration A_MOMENT = Duration.ofNanos(1);

  private final CacheScene scene = new CacheScene();
  private final Sinks.Empty<Void> released = Sinks.empty();

  @Test
  void an_answer_is_given_again_within_its_lifetime_and_says_so() {
    scene.gateway.has("a", "one");

    Answer<String> first = scene.askOne("a");
    scene.passes(LIFETIME.minus(A_MOMENT));
    Answer<String> second = scene.askOne("a");

    assertThat(first.status()).isEqualTo(Status.FRESH);
    assertThat(first.origin()).map(Provenance::goodFor).contains(LIFETIME);
    assertThat(second.known()).contains("one");
    assertThat(second.origin())
        .contains(new Provenance(Source.CATALOG, FakeGateway.AS_OF, Status.CACHED, null, A_MOMENT));
    assertThat(scene.gateway.questions()).hasSize(1);
    assertThat(scene.counted("hit")).isEqualTo(1);
    assertThat(scene.counted("miss")).isEqualTo(1);
  }

  @Test
  void past_its_lifetime_it_is_asked_again() {
    scene.gateway.has("a", "one");
    scene.askOne("a");
    scene.passes(LIFETIME);
    scene.gateway.has("a", "two");

    assertThat(scene.askOne("a").known()).contains("two");
    assertThat(scene.askOne("a").status()).isEqualTo(Status.CACHED);
    assertThat(scene.gateway.questions()).hasSize(2);
  }

  @Test
  void the_time_that_a_question_takes_counts() {
    scene.gateway.has("a", "one").holdsBack("a", released.asMono());
    List<Answers<String, String>> answers = new ArrayList<>();
    scene.asking("a").subscribe(answers::add);
    scene.passes(Duration.ofSeconds(1));
    released.tryEmitEmpty();

    assertThat(answers.get(0).about("a").origin())
        .map(Provenance::goodFor)
        .contains(LIFETIME.minusSeconds(1));
  }

  @Test
  void a_clock_that_is_set_anew_changes_no_lifetime() {
    scene.gateway.has("a", "one");
    scene.askOne("a");
    scene.clockSteps(Duration.ofDays(-1));
    scene.passes(LIFETIME);
    scene.askOne("a");

    assertThat(scene.gateway.questions()).hasSize(2);
  }

  @Test
  void while_the_upstream_fails_what_was_found_stands_in_and_says_why() {
    scene.gateway.has("a", "one");
    scene.askOne("a");
    scene.gateway.isDown(Reason.UPSTREAM_ERROR);
    scene.passes(LIFETIME.plus(STALE).minus(A_MOMENT));

    assertThat(scene.askOne("a"))
        .isEqualTo(
            Answer.found(
                "one",
                new Provenance(
                    Source.CATALOG, FakeGateway.AS_OF, Status.STALE, Reason.UPSTREAM_ERROR)));
    assertThat(scene.counted("stale")).isEqualTo(1);

    scene.passes(A_MOMENT);

    assertThat(scene.askOne("a")).isEqualTo(Answer.unavailable(Reason.UPSTREAM_ERROR));
  }

  @Test
  void what_stood_in_is_asked_again_at_once() {
    scene.gateway.has("a", "one");
    scene.askOne("a");
    scene.passes(LIFETIME);
    scene.gateway.isDown(Reason.TIMEOUT);
    scene.askOne("a");
    scene.gateway.isUpAgain();

    assertThat(scene.askOne("a").status()).isEqualTo(Status.FRESH);
  }

  @Test
  void that_there_is_no_such_thing_is_good_for_a_shorter_time_and_never_stands_in() {
    scene.askOne("a");
    scene.passes(NOT_FOUND.minus(A_MOMENT));
    assertThat(scene.askOne("a").status()).isEqualTo(Status.NOT_FOUND);
    assertThat(scene.gateway.questions()).hasSize(1);

    scene.passes(A_MOMENT);
    scene.gateway.isDown(Reason.TIMEOUT);

    assertThat(scene.askOne("a")).isEqualTo(Answer.unavailable(Reason.TIMEOUT));
  }

  @Test
  void what_is_gone_does_not_come_back_while_the_upstream_fails() {
    scene.gateway.has("a", "one");
    scene.askOne("a");
    scene.passes(LIFETIME);
    scene.gateway.hasNot("a");
    scene.askOne("a");
    scene.passes(NOT_FOUND);
    scene.gateway.isDown(Reason.TIMEOUT);

    assertThat(scene.askOne("a")).isEqualTo(Answer.unavailable(Reason.TIMEOUT));
  }

  @Test
  void unavailable_answers_and_those_of_a_substitute_are_not_kept() {
    scene.gateway.isUnavailableFor("a", Reason.INVALID_ANSWER);
    scene.gateway.answers(
        "b",
        Answer.found(
            "one",
            Provenance.fresh(Source.LEGACY_INVENTORY, FakeGateway.AS_OF)
                .asFallback(Reason.TIMEOUT)));
    scene.ask("a", "b");

    Answers<String, String> again = scene.ask("a", "b");

    assertThat(again.about("a").status()).isEqualTo(Status.UNAVAILABLE);
    assertThat(again.about("b").status()).isEqualTo(Status.FALLBACK);
    assertThat(scene.gateway.questions()).hasSize(2);
  }

  @Test
  void a_value_is_not_given_past_its_own_end_not_even_as_a_stand_in() {
    scene.end = FakeGateway.AS_OF.plusSeconds(10);
    scene.gateway.has("a", "promotion");

    assertThat(scene.askOne("a").origin())
        .map(Provenance::goodFor)
        .contains(Duration.ofSeconds(10));
    scene.passes(Duration.ofSeconds(10));
    scene.gateway.isDown(Reason.TIMEOUT);

    assertThat(scene.askOne("a")).isEqualTo(Answer.unavailable(Reason.TIMEOUT));
  }

  @Test
  void of_fifty_only_those_are_asked_that_are_neither_known_nor_being_asked_and_in_one_batch() {
    Set<String> known = keys(0, 30);
    Set<String> beingAsked = keys(30, 40);
    Set<String> unasked = keys(40, 50);
    keys(0, 50).forEach(key -> scene.gateway.has(key, "value of " + key));
    scene.ask(known.toArray(String[]::new));
    scene.gateway.holdsBack("30", released.asMono());
    scene.asking(beingAsked, later()).subscribe();
    List<Answers<String, String>> answers = new ArrayList<>();

    scene.asking(keys(0, 50), later()).subscribe(answers::add);
    released.tryEmitEmpty();

    assertThat(scene.gateway.questions()).containsExactly(known, beingAsked, unasked);
    assertThat(answers).hasSize(1);
    assertThat(answers.get(0).asked()).containsExactlyElementsOf(keys(0, 50));
    answers
        .get(0)
        .byKey()
        .forEach((key, answer) -> assertThat(answer.known()).contains("value of " + key));
    assertThat(scene.counted("joined")).isEqualTo(10);
  }

  @Test
  void a_hundred_who_ask_at_once_make_one_call() {
    scene.gateway.has("a", "one");

    List<Answer<String>> answers = AtOnce.run(100, number -> scene.askOne("a"));

    assertThat(answers).extracting(Answer::known).allMatch(known -> known.isPresent());
    assertThat(scene.gateway.questions()).hasSize(1);
  }

  @Test
  void without_a_lifetime_questions_are_joined_and_nothing_is_kept() {
    CacheScene joining = CacheScene.joiningOnly();
    joining.gateway.has("a", "one").holdsBack("a", released.asMono());
    List<Answers<String, String>> answers = new ArrayList<>();
    joining.asking("a").subscribe(answers::add);
    joining.asking("a").subscribe(answers::add);
    released.tryEmitEmpty();

    assertThat(answers)
        .extracting(all -> all.about("a").origin())
        .containsOnly(Optional.of(Provenance.fresh(Source.CATALOG, FakeGateway.AS_OF)));
    assertThat(joining.gateway.questions()).hasSize(1);

    joining.gateway.isDown(Reason.TIMEOUT);

    assertThat(joining.askOne("a")).isEqualTo(Answer.unavailable(Reason.TIMEOUT));
  }

  @Test
  void the_first_asker_can_go_without_the_others_losing_their_answer() {
    scene.gateway.has("a", "one").holdsBack("a", released.asMono());
    List<Answers<String, String>> answers = new ArrayList<>();
    Disposable first = scene.asking("a").subscribe();
    scene.asking("a").subscribe(answers::add);

    first.dispose();
    released.tryEmitEmpty();

    assertThat(answers).hasSize(1);
    assertThat(answers.get(0).about("a").known()).contains("one");
    assertThat(scene.gateway.questions()).hasSize(1);
  }

  @Test
  void a_question_that_everybody_left_still_ends_and_its_answer_is_kept() {
    scene.gateway.has("a", "one").holdsBack("a", released.asMono());
    scene.asking("a").subscribe().dispose();
    released.tryEmitEmpty();

    assertThat(scene.askOne("a").status()).isEqualTo(Status.CACHED);
    assertThat(scene.gateway.questions()).hasSize(1);
  }

  @Test
  void each_asker_has_a_deadline_of_their_own_and_the_question_none_of_them() {
    scene.gateway.has("a", "one").holdsBack("a", released.asMono());
    List<Answers<String, String>> patient = new ArrayList<>();

    Mono<Answers<String, String>> hasty =
        scene.asking(Set.of("a"), Deadline.after(Duration.ofMillis(30)));
    Answers<String, String> cut = Objects.requireNonNull(hasty.block(Duration.ofSeconds(20)));
    scene.asking("a").subscribe(patient::add);
    released.tryEmitEmpty();

    assertThat(cut.about("a")).isEqualTo(Answer.unavailable(Reason.TIMEOUT));
    assertThat(patient.get(0).about("a").known()).contains("one");
    assertThat(scene.gateway.questions()).hasSize(1);
    assertThat(scene.gateway.deadlines().get(0).remaining()).isGreaterThan(Duration.ofSeconds(10));
  }

  @Test
  void a_gateway_that_breaks_its_promise_leaves_no_question_behind() {
    scene.gateway.has("a", "one").holdsBack("a", Mono.error(new IllegalStateException("broken")));
    Throwable failure =
        scene
            .asking("a")
            .<Throwable>map(all -> new AssertionError("an answer"))
            .onErrorResume(Mono::just)
            .block();
    scene.gateway.holdsBack("a", Mono.empty());

    assertThat(failure).hasMessage("broken");
    assertThat(scene.askOne("a").known()).contains("one");
  }

  @Test
  void in_shadow_everything_is_asked_answered_fresh_and_compared() {
    CacheScene shadow = CacheScene.inShadow();
    shadow.gateway.has("a", "one").has("b", "same");
    shadow.ask("a", "b");
    shadow.gateway.has("a", "two");

    Answers<String, String> second = shadow.ask("a", "b");

    assertThat(second.about("a"))
        .isEqualTo(Answer.found("two", Provenance.fresh(Source.CATALOG, FakeGateway.AS_OF)));
    assertThat(shadow.gateway.questions()).hasSize(2);
    assertThat(shadow.meters.get("pannier.cache.differences").counter().count()).isEqualTo(1);

    shadow.gateway.isDown(Reason.TIMEOUT);

    assertThat(shadow.askOne("a")).isEqualTo(Answer.unavailable(Reason.TIMEOUT));
  }

  @Test
  void in_shadow_a_change_past_the_lifetime_is_no_difference() {
    CacheScene shadow = CacheScene.inShadow();
    shadow.gateway.has("a", "one");
    shadow.askOne("a");
    shadow.passes(LIFETIME);
    shadow.gateway.has("a", "two");
    shadow.askOne("a");

    assertThat(shadow.meters.get("pannier.cache.differences").counter().count()).isZero();
  }

  private static Deadline later() {
    return Deadline.after(Duration.ofSeconds(20));
  }

  private static Set<String> keys(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(Integer::toString)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
