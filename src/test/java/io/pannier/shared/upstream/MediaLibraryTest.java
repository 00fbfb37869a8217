package io.pannier.shared.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaLibraryTest {

  private final MediaLibrary media = new MediaLibrary(URI.create("https://media.example/base"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // Plain ones, with and without a slash in front.
        "/i/1.jpg | /i/1.jpg",
        "i/1.jpg | /i/1.jpg",
        "/i/1_2-3~4.v5.jpg | /i/1_2-3~4.v5.jpg",
        "/.hidden/..name/1.jpg | /.hidden/..name/1.jpg",
        // Spaces, umlauts and other scripts; around the path spaces mean nothing.
        "/i/front (1).jpg | /i/front%20(1).jpg",
        "` /i/1.jpg  ` | /i/1.jpg",
        "/i/tür weiß.jpg | /i/t%C3%BCr%20wei%C3%9F.jpg",
        "/i/tu\u0308r.jpg | /i/tu%CC%88r.jpg",
        "/i/日本.jpg | /i/%E6%97%A5%E6%9C%AC.jpg",
        "/i/\uD83D\uDE00.jpg | /i/%F0%9F%98%80.jpg",
        "/i/a\u00A0b\u200Bc.jpg | /i/a%C2%A0b%E2%80%8Bc.jpg",
        // What RFC 3986 lets a path hold stays.
        "/i/a!$&'()*+,;=:@b.jpg | /i/a!$&'()*+,;=:@b.jpg",
        // What it does not is encoded.
        "/i/[a]{b}<c>\"d\"^.jpg | /i/%5Ba%5D%7Bb%7D%3Cc%3E%22d%22%5E.jpg",
        "/i/lamp #2.jpg | /i/lamp%20%232.jpg",
        // Encoded sequences stay, whatever their case; a percent sign that encodes nothing is one.
        "/i/front%20(1).jpg | /i/front%20(1).jpg",
        "/i/t%c3%bcr%FC.jpg | /i/t%c3%bcr%FC.jpg",
        "/i/100% cotton.jpg | /i/100%25%20cotton.jpg",
        "/i/100%25%20cotton.jpg | /i/100%25%20cotton.jpg",
        "/i/5%zz%4 | /i/5%25zz%254",
        "/i/5% | /i/5%25",
        "/i/a%2Fb.jpg | /i/a%2Fb.jpg",
        // A query, with what it may hold.
        "/i/1.jpg?w=1 | /i/1.jpg?w=1",
        "/i/1.jpg?w=1&c=rot grün?/%20#x | /i/1.jpg?w=1&c=rot%20gr%C3%BCn?/%20%23x",
        // Below the base whatever it starts with: it is no host, no port and no scheme there.
        "@elsewhere.example:80/1.jpg | /@elsewhere.example:80/1.jpg",
        "/https://elsewhere.example/1.jpg | /https://elsewhere.example/1.jpg",
        "1:2.jpg | /1:2.jpg",
        // Dot segments and empty ones that stay below it.
        "/i/./1.jpg | /i/1.jpg",
        "/i/../j/1.jpg | /j/1.jpg",
        "/i//1.jpg | /i//1.jpg"
      })
  void what_editors_type_is_below_the_base(String typed, String located) {
    assertThat(media.locate(typed)).hasToString("https://media.example/base" + located);
  }

  @Test
  void a_base_may_end_in_a_slash() {
    assertThat(new MediaLibrary(URI.create("https://media.example/")).locate("/i/1.jpg"))
        .hasToString("https://media.example/i/1.jpg");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "/",
        ".",
        "/i/..",
        "?w=1",
        "//elsewhere.example/1.jpg",
        "///elsewhere.example/1.jpg",
        "https://elsewhere.example/1.jpg",
        "https://media.example/base/1.jpg",
        "HTTP:1.jpg",
        "javascript:alert(1)",
        "data:image/png;base64,AA==",
        "..",
        "/../1.jpg",
        "/i/../../1.jpg",
        "/i/%2e%2e/1.jpg",
        "/i/%2E./1.jpg",
        "/i/.%2e",
        "/i%2f..%2f1.jpg",
        "..%2f..%2fetc",
        "/i/%252e%252E/1.jpg",
        "/i%25252f..%252f1.jpg",
        "\\\\elsewhere.example\\1.jpg",
        "/i\\1.jpg",
        "/i/%5c%5C1.jpg",
        "/i/\n1.jpg",
        "/i/1.jpg\r\n",
        "/i/\u00001.jpg",
        "/i/%00.jpg",
        "/i/%250d%250A.jpg",
        "/i/\u0085.jpg",
        "/i/\uD83D.jpg",
        "/i/\uFFFF.jpg"
      })
  void what_cannot_stand_below_the_base_is_no_picture(String typed) {
    assertThatThrownBy(() -> media.locate(typed)).isInstanceOf(IllegalArgumentException.class);
  }
}
