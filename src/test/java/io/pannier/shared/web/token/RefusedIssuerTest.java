package io.pannier.shared.web.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pannier.shared.settings.UnusablePropertyException;
import io.pannier.shared.web.EdgeServer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** An issuer of access tokens is configured in full, or not at all. */
@ExtendWith(OutputCaptureExtension.class)
class RefusedIssuerTest {

  private static final String PREFIX = "spring.security.oauth2.resourceserver.jwt.";
  private static final String ISSUER = PREFIX + "issuer-uri=https://issuer.example";
  private static final String KEYS = PREFIX + "jwk-set-uri=https://issuer.example/keys";
  private static final String AUDIENCE = PREFIX + "audiences=pannier";

  @ParameterizedTest
  @CsvSource({
    "jwk-set-uri=, must be set",
    "jwk-set-uri=issuer.example/keys, must be an http or https address",
    "jwk-set-uri=file:/keys, must be an http or https address",
    "jwk-set-uri=https://name:secret@issuer.example/keys, must be an http or https address",
    "jwk-set-uri=https://issuer.example/keys#1, must be an http or https address",
    "audiences=, must be set",
    "jws-algorithms=HS256, must name algorithms of public keys",
    "jws-algorithms=none, must name algorithms of public keys"
  })
  void start_is_refused_in_one_line(String wrong, String line, CapturedOutput output) {
    String property = PREFIX + wrong.substring(0, wrong.indexOf('='));
    Stream<String> others =
        Stream.of(ISSUER, KEYS, AUDIENCE).filter(setting -> !setting.startsWith(property));
    String[] settings = Stream.concat(others, Stream.of(PREFIX + wrong)).toArray(String[]::new);

    assertThatThrownBy(() -> start(settings))
        .rootCause()
        .isInstanceOf(UnusablePropertyException.class);

    assertThat(output.getAll().lines().filter(each -> each.startsWith(property + " " + line)))
        .hasSize(1);
  }

  @Test
  void issuer_alone_is_not_enough() {
    assertThatThrownBy(() -> start(ISSUER)).hasRootCauseInstanceOf(UnusablePropertyException.class);
    assertThatThrownBy(() -> start(ISSUER, KEYS))
        .hasRootCauseInstanceOf(UnusablePropertyException.class);
    assertThatThrownBy(() -> start(ISSUER, AUDIENCE))
        .hasRootCauseInstanceOf(UnusablePropertyException.class);
  }

  /** Some issuers have one set of keys for each kind of login, or each application. */
  @Test
  void keys_may_be_at_an_address_with_a_query() {
    start(ISSUER, PREFIX + "jwk-set-uri=https://issuer.example/keys?p=sign-in", AUDIENCE);
  }

  @Test
  void without_an_issuer_one_line_says_that_there_are_guests_only(CapturedOutput output) {
    start();

    assertThat(output.getAll().lines().filter(line -> line.contains("guests only"))).hasSize(1);
  }

  @Test
  void empty_settings_are_none(CapturedOutput output) {
    start(PREFIX + "issuer-uri=", PREFIX + "jwk-set-uri=", PREFIX + "audiences=");

    assertThat(output.getAll().lines().filter(line -> line.contains("guests only"))).hasSize(1);
  }

  private static void start(String... properties) {
    EdgeServer.start(properties).close();
  }
}
