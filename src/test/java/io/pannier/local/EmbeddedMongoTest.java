package io.pannier.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.nio.file.Path;
import java.util.function.Function;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

class EmbeddedMongoTest {

  @Test
  void keeps_its_port_when_it_is_stopped_and_started_again() {
    try (EmbeddedMongo mongo = EmbeddedMongo.inMemory()) {
      String uri = mongo.uri();
      insert(mongo, "before");

      mongo.stop();
      mongo.start();

      assertThat(mongo.uri()).isEqualTo(uri);
      insert(mongo, "after");
      assertThat(count(mongo)).as("all in memory is forgotten").isEqualTo(1);
    }
  }

  @Test
  void keeps_its_data_on_disk_for_the_next_start(@TempDir Path folder) {
    Path file = folder.resolve("data/carts.mv");
    try (EmbeddedMongo mongo = EmbeddedMongo.onDisk(file, 0)) {
      insert(mongo, "kept");
    }
    try (EmbeddedMongo mongo = EmbeddedMongo.onDisk(file, 0)) {
      assertThat(count(mongo)).isEqualTo(1);
    }
  }

  private static void insert(EmbeddedMongo mongo, String id) {
    inThings(mongo, things -> things.insertOne(new Document("_id", id)));
  }

  private static @Nullable Long count(EmbeddedMongo mongo) {
    return inThings(mongo, MongoCollection::countDocuments);
  }

  private static <T> @Nullable T inThings(
      EmbeddedMongo mongo, Function<MongoCollection<Document>, Publisher<T>> work) {
    try (MongoClient client = MongoClients.create(mongo.uri())) {
      return Mono.from(work.apply(client.getDatabase("pannier").getCollection("things"))).block();
    }
  }
}
