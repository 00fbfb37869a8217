package io.pannier.shared.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pannier.shared.logging.LogThrottle;
import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.model.Money;
import io.pannier.shared.model.Provenance.Source;
import java.math.BigDecimal;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class FlawsTest {

  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final Flaws flaws = new Flaws(meters, LogThrottle.usual());

  @ParameterizedTest
  @CsvSource({
    "9.99, USD, 9.99",
    "9.9900, USD, 9.99",
    "10, USD, 10.00",
    "1E+3, USD, 1000.00",
    "0.000, USD, 0.00",
    "100.00, JPY, 100",
    "1.2345, CLF, 1.2345",
  })
  void an_amount_gets_the_decimals_of_its_currency(String sent, String currency, String amount) {
    assertThat(money(sent, currency))
        .isEqualTo(new Money(new BigDecimal(amount), Currency.getInstance(currency)));
    assertThat(meters.getMeters()).isEmpty();
  }

  @Test
  void one_that_is_finer_is_no_amount_and_said_once_without_its_digits(CapturedOutput output) {
    for (String finer : new String[] {"9.995", "0.001", "9.99000001"}) {
      assertThatThrownBy(() -> money(finer, "USD")).isInstanceOf(InvalidValueException.class);
    }

    assertThat(output.getAll())
        .containsOnlyOnce("pricing: amt of a lamp is finer than USD can be paid in")
        .doesNotContain("9.995");
    assertThat(meters.get("pannier.upstream.flaws").tag("field", "amt").counter().count())
        .isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"-0.01, USD", "0.5, XXX", "1E+1000000, USD", "1E-1000000, USD"})
  void what_nobody_can_pay_is_no_amount(String sent, String currency) {
    assertThatThrownBy(() -> money(sent, currency)).isInstanceOf(InvalidValueException.class);
  }

  private Money money(String sent, String currency) {
    return flaws.money(
        Source.PRICING, "a lamp", "amt", new BigDecimal(sent), Currency.getInstance(currency));
  }
}
