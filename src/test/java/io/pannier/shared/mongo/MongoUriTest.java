package io.pannier.shared.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.mongo.MongoProperties;

class MongoUriTest {

  /** Without asking the DNS, which may be slower than this service to come up. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "mongodb://localhost/carts",
        "mongodb://cart_db:27017/carts",
        "mongodb://a.example:27017,b.example:27018,c.example/carts?replicaSet=rs0&w=majority",
        "mongodb://name:p%40ss%20w%25rd%3F@db.example/carts?authSource=admin",
        "mongodb://name:gr%C3%B6%C3%9Fe@[2001:db8::1]:27017/carts",
        "mongodb://db.example/carts?authMechanism=MONGODB-X509&tls=true",
        "mongodb+srv://name:p%24%5Css@cluster0.none.example/carts?retryWrites=true&w=majority",
        "mongodb+srv://cluster0.none.example/?authMechanism=MONGODB-AWS&authSource=%24external",
      })
  void what_is_in_use_is_accepted_as_it_is(String uri) {
    MongoProperties properties = new MongoProperties();
    properties.setUri(uri + "\n");

    new MongoUri().postProcessAfterInitialization(properties, "mongo");

    assertThat(properties.getUri()).isEqualTo(uri);
  }
}
