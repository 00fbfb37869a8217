package io.pannier.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestDatabaseTest {

  @ParameterizedTest
  @CsvSource({
    "mongodb://localhost:27017, mongodb://localhost:27017/mine",
    "mongodb://localhost:27017/, mongodb://localhost:27017/mine",
    "mongodb://localhost:27017/theirs, mongodb://localhost:27017/mine",
    "mongodb+srv://user:pass@host/theirs?w=1, mongodb+srv://user:pass@host/mine?w=1",
    "'mongodb://a:1,b:2/?replicaSet=rs&x=a/b', 'mongodb://a:1,b:2/mine?replicaSet=rs&x=a/b'",
  })
  void a_server_s_own_database_is_left_alone(String uri, String used) {
    assertThat(TestDatabase.withDatabase(uri, "mine")).isEqualTo(used);
  }
}
