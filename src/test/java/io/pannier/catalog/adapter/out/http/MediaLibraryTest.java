package io.pannier.catalog.adapter.out.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaLibraryTest {

  private final MediaLibrary media = new MediaLibrary(URI.create("https://media.example/base"));

  @ParameterizedTest
  @CsvSource({
    "/i/1.jpg, https://media.example/base/i/1.jpg",
    "i/1.jpg, https://media.example/base/i/1.jpg",
    "/i/tissue%20box_1.v2.jpg, https://media.example/base/i/tissue%20box_1.v2.jpg"
  })
  void paths_are_below_the_base(String path, URI located) {
    assertThat(media.locate(path)).isEqualTo(located);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "//elsewhere.example/1.jpg",
        "https://elsewhere.example/1.jpg",
        "javascript:alert(1)",
        "/../1.jpg",
        "/i/../../1.jpg",
        "/i/%2e%2e/1.jpg",
        "/i/%2E./1.jpg",
        "/i%2f..%2f1.jpg",
        "/i/%252e%252e/1.jpg",
        "\\\\elsewhere.example\\1.jpg",
        "/i/1.jpg?w=1",
        "/i/1.jpg#x",
        "/i//1.jpg",
        "/i/1 2.jpg",
        "/i/%zz.jpg",
        "@elsewhere.example:80/1.jpg",
        "/i/\n1.jpg"
      })
  void nothing_leads_out_of_it(String path) {
    assertThatThrownBy(() -> media.locate(path)).isInstanceOf(IllegalArgumentException.class);
  }
}
