package io.pannier.shared.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.HttpMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "/ /",
        "/v2/carts?a=b /v2/carts?a=b",
        "/a?b=%C3%A4+c /a?b=%C3%A4+c",
        "/a?b=\u00C3\u00A4 /a?b=%C3%A4",
        "/\u00C3\u00A4 /%C3%A4",
        "/a?b=\u00FF /a?b=%FF",
        "/a?{|}^[]<>`\\\" /a?%7B%7C%7D%5E%5B%5D%3C%3E%60%5C%22",
        "/a?b?/:@!$&'()*+,;= /a?b?/:@!$&'()*+,;=",
        "//a//b //a//b",
      })
  void what_a_uri_cannot_have_is_escaped_where_it_can_only_mean_itself(String sent, String text) {
    assertThat(RequestTarget.of(HttpMethod.GET, sent)).isEqualTo(new RequestTarget(text, null));
  }

  @ParameterizedTest
  @CsvSource({
    "http://shop.example/v2/carts, /v2/carts, shop.example",
    "http://shop.example:/v2/carts, /v2/carts, shop.example",
    "HTTPS://shop.example:8443?a=|, /?a=%7C, shop.example:8443",
    "http://[2001:db8::1]:80, /, [2001:db8::1]:80",
    "http://[fe80::1%25eth0]/, /, [fe80::1%25eth0]",
    "http://[::ffff:192.0.2.1]/, /, [::ffff:192.0.2.1]",
  })
  void an_absolute_target_brings_its_host(String sent, String text, String authority) {
    assertThat(RequestTarget.of(HttpMethod.GET, sent))
        .isEqualTo(new RequestTarget(text, authority));
  }

  @Test
  void an_asterisk_is_for_options_alone() {
    assertThat(RequestTarget.of(HttpMethod.OPTIONS, "*")).isEqualTo(new RequestTarget("*", null));
    assertThat(RequestTarget.of(HttpMethod.GET, "*")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "a/b",
        "?a",
        "/a#b",
        "/a?b#c",
        "/%",
        "/%4",
        "/%4g",
        "/a?%",
        "/a|b",
        "/a\\b",
        "/{a}",
        "/a?b c",
        "/a?\u0000",
        "/a?\u001F",
        "/a?\u007F",
        "http:",
        "http:/a",
        "http://",
        "http://:80/",
        "http://a:b/",
        "http://a:65536/",
        "http://a@b/",
        "http://[a]/",
        "http://[::1",
        "http://[::1%<a>]/",
        "http://[::1%]/",
        "ws://a/",
        "javascript://a/",
        "a:80",
        "@a/b"
      })
  void everything_else_is_none(String sent) {
    assertThat(RequestTarget.of(HttpMethod.GET, sent)).isNull();
  }
}
