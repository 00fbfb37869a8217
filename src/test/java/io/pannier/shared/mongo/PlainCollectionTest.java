package io.pannier.shared.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.connection.ClusterConnectionMode;
import com.mongodb.connection.ClusterDescription;
import com.mongodb.connection.ClusterType;
import com.mongodb.reactivestreams.client.ClientSession;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoCollection;
import io.pannier.shared.model.Deadline;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Which operations go through one causally consistent session, by what the driver is asked; the
 * embedded database has none.
 */
class PlainCollectionTest {

  private final List<String> asked = new ArrayList<>();

  private final ClientSession session =
      fake(
          ClientSession.class,
          (proxy, method, arguments) -> {
            asked.add(method.getName());
            return null;
          });

  private final MongoClient client =
      fake(
          MongoClient.class,
          (proxy, method, arguments) -> {
            if (method.getName().equals("getClusterDescription")) {
              return new ClusterDescription(
                  ClusterConnectionMode.MULTIPLE, ClusterType.UNKNOWN, List.of());
            }
            asked.add(method.getName());
            return Mono.just(session);
          });

  private final PlainCollection stocks = collection("stocks");
  private final PlainCollection lines = collection("lines");

  @SuppressWarnings("unchecked")
  private PlainCollection collection(String name) {
    MongoCollection<Document> documents =
        fake(
            MongoCollection.class,
            (proxy, method, arguments) -> {
              boolean isInSession = arguments[0] instanceof ClientSession;
              asked.add(name + "." + method.getName() + (isInSession ? " in session" : ""));
              return nothing(method.getReturnType());
            });
    Indexes indexes =
        new Indexes(
            new Indexes.Wanted("things", "thing store", name, List.of()),
            Mono.empty(),
            Duration.ofSeconds(1),
            Indexes.Pauses.DEFAULT);
    indexes.afterSingletonsInstantiated();
    return new PlainCollection(Mono.just(documents), indexes, new StorageCall("thing store"));
  }

  /** A publisher of the driver, of whichever kind, that has nothing to tell. */
  @SuppressWarnings("unchecked")
  private static Object nothing(Class<?> publisher) {
    return fake(
        publisher,
        (proxy, method, arguments) -> {
          if (method.getName().equals("subscribe")) {
            Flux.empty().subscribe((Subscriber<Object>) arguments[0]);
            return null;
          }
          return nothing(method.getReturnType());
        });
  }

  private static <T> T fake(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static Deadline soon() {
    return Deadline.after(Duration.ofSeconds(5));
  }

  private static Mono<Document> one(PlainCollection collection) {
    return collection.find("a", Filters.empty(), document -> document, soon());
  }

  private static Mono<?> all(PlainCollection collection) {
    Bson any = Filters.empty();
    return collection.findAll(any, null, 0, document -> document, soon());
  }

  @Test
  void reads_of_all_collections_go_through_one_session_and_writes_do_not() {
    PlainCollection.inOneSession(
            client,
            one(stocks)
                .then(all(lines))
                .then(lines.aggregate(List.of(), soon()))
                .then(lines.insert(new Document(), soon()))
                .then(PlainCollection.outsideOfSessions(one(lines)))
                .then(one(stocks)))
        .block();

    assertThat(asked)
        .containsExactly(
            "startSession",
            "stocks.find in session",
            "lines.find in session",
            "lines.aggregate in session",
            "lines.insertOne",
            "lines.find",
            "stocks.find in session",
            "close");
  }

  @Test
  void a_read_alone_needs_no_session() {
    one(stocks).block();

    assertThat(asked).containsExactly("stocks.find");
  }
}
