package io.pannier.shared.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LogThrottleTest {

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5); // it may overflow
  private final LogThrottle<String> pace = new LogThrottle<>(Duration.ofSeconds(10), nanos::get);

  @Test
  void the_first_of_each_kind_is_let_through() {
    assertThat(pace.next("timeout")).hasValue(0);
    assertThat(pace.next("refused")).hasValue(0);
  }

  @Test
  void the_next_one_tells_how_many_were_left_out() {
    pace.next("timeout");
    assertThat(pace.next("timeout")).isEmpty();
    nanos.addAndGet(9_999_999_999L);
    assertThat(pace.next("timeout")).isEmpty();

    nanos.addAndGet(1);

    assertThat(pace.next("timeout")).hasValue(2);
    assertThat(pace.next("timeout")).isEmpty();
  }

  @Test
  void without_an_interval_all_are_let_through() {
    LogThrottle<String> all = new LogThrottle<>(Duration.ZERO, nanos::get);

    assertThat(all.next("timeout")).hasValue(0);
    assertThat(all.next("timeout")).hasValue(0);
  }
}
