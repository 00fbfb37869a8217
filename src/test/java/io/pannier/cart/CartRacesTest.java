package io.pannier.cart;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.shared.model.Upcs;
import io.pannier.shared.web.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Writers of one cart, through two replicas on one database: what was acknowledged is compared with
 * what is stored. A refusal must have changed nothing.
 */
class CartRacesTest extends CartJourney {

  private static final CartServer OTHER = CartServer.start(MONGO, STUBS);

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
  void thirtyTwoAddsOfOneProduct() throws Exception {
    List<Reply> replies = race(32, i -> replica(i).add(TISSUES, 1));

    long acknowledged = count(replies, Reply::status, 200) + count(replies, Reply::status, 201);
    int stored = cart.view().json().at("/items/0/quantity").asInt();
    print("32 adds of one product", replies, acknowledged, stored);
    assertThat(replies).extracting(Reply::status).containsOnly(200, 201);
    assertThat(count(replies, Reply::status, 201)).as("made the line").isEqualTo(1);
    assertThat(stored).isEqualTo((int) acknowledged);
    assertThat(cart.version()).isEqualTo(1 + acknowledged);
  }

  @Test
  void thirtyTwoAddsOfAsManyProducts() throws Exception {
    List<Reply> replies = race(32, i -> replica(i).add(Upcs.numbered(i + 1), 1));

    List<String> acknowledged =
        IntStream.range(0, 32)
            .filter(i -> replies.get(i).status() == 201)
            .mapToObj(i -> Upcs.numbered(i + 1).text() + "@1=1")
            .toList();
    List<String> stored = cart.lines();
    print("32 adds of as many products", replies, acknowledged.size(), stored.size());
    assertThat(replies).extracting(Reply::status).containsOnly(201);
    assertThat(stored).containsExactlyInAnyOrderElementsOf(acknowledged);
    assertThat(cart.version()).isEqualTo(33);
  }

  @Test
  void fiftyRequestsWithOneKeyAreOneEffect() throws Exception {
    List<Reply> replies = race(50, i -> replica(i).add(TISSUES, 1, "Idempotency-Key", "k"));

    long replayed = count(replies, reply -> reply.header("Idempotent-Replayed"), "true");
    print("50 adds with one key", replies, replies.size() - replayed, cart.lines().size());
    assertThat(replies).extracting(Reply::status).containsOnly(201);
    assertThat(replayed).isEqualTo(49);
    assertThat(cart.lines()).containsExactly("036000291452@1=1");
    assertThat(cart.version()).isEqualTo(2);
  }

  @Test
  void ofTwoChangesWithOneTagOneIsMade() throws Exception {
    cart.add(TISSUES, 1);
    String lineId = cart.lineOf(TISSUES);

    List<Reply> replies = race(2, i -> replica(i).put(lineId, 10 + i, "If-Match", "\"2\""));

    int winner = replies.get(0).status() == 200 ? 0 : 1;
    print("2 absolute changes with one tag", replies, 1, 1);
    assertThat(replies).extracting(Reply::status).containsExactlyInAnyOrder(200, 412);
    assertThat(replies.get(1 - winner).header("ETag")).isEqualTo("\"3\"");
    assertThat(cart.lines()).containsExactly("036000291452@1=" + (10 + winner));
  }

  @Test
  void removalAgainstAdditionEndsInOneOrTheOtherOrder() throws Exception {
    Map<String, Integer> ends = new TreeMap<>();
    for (int round = 0; round < 10; round++) {
      GuestCart own = GuestCart.create(CLIENT);
      GuestCart other = own.through(OTHER.client());
      own.add(TISSUES, 3);
      String lineId = own.lineOf(TISSUES);

      List<Reply> replies = race(2, i -> i == 0 ? own.remove(lineId) : other.add(TISSUES, 2));

      assertThat(replies.get(0).status()).isEqualTo(204);
      List<String> lines = own.lines();
      int addition = replies.get(1).status();
      assertThat(addition == 201 ? lines : List.of("added to what was then removed"))
          .isEqualTo(
              addition == 201
                  ? List.of("036000291452@1=2")
                  : lines.isEmpty() && addition == 200
                      ? List.of("added to what was then removed")
                      : List.of("a lost change: " + addition + " " + lines));
      ends.merge(addition == 201 ? "removed, then added" : "added, then removed", 1, Integer::sum);
    }
    System.out.println("race of a removal and an addition, 10 times: " + ends);
  }

  private GuestCart replica(int i) {
    return replicas.get(i % replicas.size());
  }

  private static void print(String race, List<Reply> replies, long acknowledged, long stored) {
    Map<String, Long> refused =
        replies.stream()
            .filter(reply -> reply.status() >= 400)
            .collect(Collectors.groupingBy(Reply::code, TreeMap::new, Collectors.counting()));
    System.out.printf(
        "race of %s over 2 replicas: acknowledged %d, refused %s, stored %d%n",
        race, acknowledged, refused, stored);
  }

  private static <T> long count(List<Reply> replies, Function<Reply, T> part, T value) {
    return replies.stream().filter(reply -> value.equals(part.apply(reply))).count();
  }

  private static List<Reply> race(int runners, IntFunction<Reply> runner) throws Exception {
    ExecutorService track = Executors.newFixedThreadPool(runners);
    try {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<Reply>> runs = new ArrayList<>();
      for (int i = 0; i < runners; i++) {
        int number = i;
        Callable<Reply> run =
            () -> {
              start.await();
              return runner.apply(number);
            };
        runs.add(track.submit(run));
      }
      start.countDown();
      List<Reply> replies = new ArrayList<>();
      for (Future<Reply> run : runs) {
        replies.add(run.get());
      }
      return replies;
    } finally {
      track.shutdownNow();
    }
  }
}
