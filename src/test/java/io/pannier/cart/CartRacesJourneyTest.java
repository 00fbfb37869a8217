package io.pannier.cart;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.shared.model.Upcs;
import io.pannier.testkit.PannierServer;
import io.pannier.testkit.Reply;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Writers of one cart, through two replicas on one database: what was acknowledged is compared with
 * what is stored. A refusal must have changed nothing.
 */
@Tag("mongodb")
class CartRacesJourneyTest extends CartJourney {

  private static final PannierServer OTHER = PannierServer.start(MONGO.uri(), STUBS);

  private final List<GuestCart> replicas = List.of(cart, cart.through(OTHER.client()));

  @AfterAll
  static void stopTheOther() {
    OTHER.close();
  }

  @BeforeEach
  void everythingIsSold() {
    AnyProduct.isSoldBy(STUBS);
  }

  @Test
  void thirty_two_adds_of_one_product() throws Exception {
    Race race = race(32, i -> replica(i).add(TISSUES, 1));

    long acknowledged = race.count(Reply::status, 200) + race.count(Reply::status, 201);
    int stored = cart.view().json().at("/items/0/quantity").asInt();
    race.print("32 adds of one product", acknowledged, stored);
    assertThat(race.replies()).extracting(Reply::status).containsOnly(200, 201);
    assertThat(race.count(Reply::status, 201)).as("made the line").isEqualTo(1);
    assertThat(race.writes()).as("in line").isLessThanOrEqualTo(4 * 32);
    assertThat(stored).isEqualTo((int) acknowledged);
    assertThat(cart.version()).isEqualTo(1 + acknowledged);
  }

  @Test
  void thirty_two_adds_of_as_many_products() throws Exception {
    Race race = race(32, i -> replica(i).add(Upcs.numbered(i + 1), 1));

    List<String> acknowledged =
        IntStream.range(0, 32)
            .filter(i -> race.replies().get(i).status() == 201)
            .mapToObj(i -> Upcs.numbered(i + 1).text() + "@1=1")
            .toList();
    List<String> stored = cart.lines();
    race.print("32 adds of as many products", acknowledged.size(), stored.size());
    assertThat(race.replies()).extracting(Reply::status).containsOnly(201);
    assertThat(race.writes()).as("in line").isLessThanOrEqualTo(4 * 32);
    assertThat(stored).containsExactlyInAnyOrderElementsOf(acknowledged);
    assertThat(cart.version()).isEqualTo(33);
  }

  @Test
  void fifty_requests_with_one_key_are_one_effect() throws Exception {
    Race race = race(50, i -> replica(i).add(TISSUES, 1, "Idempotency-Key", "k"));

    long replayed = race.count(reply -> reply.header("Idempotent-Replayed"), "true");
    race.print("50 adds with one key", race.replies().size() - replayed, cart.lines().size());
    assertThat(race.replies()).extracting(Reply::status).containsOnly(201);
    assertThat(replayed).isEqualTo(49);
    assertThat(cart.lines()).containsExactly("036000291452@1=1");
    assertThat(cart.version()).isEqualTo(2);
  }

  @Test
  void of_two_changes_with_one_tag_one_is_made() throws Exception {
    cart.add(TISSUES, 1);
    String lineId = cart.lineOf(TISSUES);

    Race race = race(2, i -> replica(i).put(lineId, 10 + i, "If-Match", "\"2\""));

    int winner = race.replies().get(0).status() == 200 ? 0 : 1;
    race.print(
        "2 absolute changes with one tag", race.count(Reply::status, 200), cart.version() - 2);
    assertThat(race.replies()).extracting(Reply::status).containsExactlyInAnyOrder(200, 412);
    assertThat(race.replies().get(1 - winner).header("ETag")).isEqualTo("\"3\"");
    assertThat(cart.lines()).containsExactly("036000291452@1=" + (10 + winner));
  }

  @Test
  void removal_against_addition_ends_in_one_or_the_other_order() throws Exception {
    Map<String, Integer> ends = new TreeMap<>();
    for (int round = 0; round < 10; round++) {
      GuestCart own = GuestCart.create(CLIENT);
      GuestCart other = own.through(OTHER.client());
      own.add(TISSUES, 3);
      String lineId = own.lineOf(TISSUES);

      Race race = race(2, i -> i == 0 ? own.remove(lineId) : other.add(TISSUES, 2));

      assertThat(race.replies().get(0).status()).isEqualTo(204);
      List<String> lines = own.lines();
      int addition = race.replies().get(1).status();
      if (addition == 201) {
        assertThat(lines).containsExactly("036000291452@1=2");
      } else {
        assertThat(addition).isEqualTo(200);
        assertThat(lines).isEmpty();
      }
      ends.merge(addition == 201 ? "removed, then added" : "added, then removed", 1, Integer::sum);
    }
    System.out.println("race of a removal and an addition, 10 times: " + ends);
  }

  private GuestCart replica(int i) {
    return replicas.get(i % replicas.size());
  }

  private static Race race(int runners, IntFunction<Reply> runner) throws Exception {
    return Race.run(List.of(SERVER, OTHER), runners, runner);
  }
}
