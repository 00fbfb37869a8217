package io.pannier.shared.web.v1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pannier.shared.settings.UnusablePropertyException;
import io.pannier.shared.web.v1.Blackouts.Configured;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When version 1 is switched off for some hours. */
class BlackoutsTest {

  private static final Blackouts TWO =
      Blackouts.of(List.of(hours("14:00", "15:00"), hours("09:00", "10:00")));

  @ParameterizedTest
  @CsvSource({
    "08:59:59.999, ",
    "09:00:00, 10:00",
    "09:59:59.999, 10:00",
    "10:00:00, ",
    "14:30:00, 15:00",
    "15:00:00, "
  })
  void one_lasts_from_its_first_moment_until_before_its_last(String moment, @Nullable String end) {
    assertThat(TWO.endOfTheOneAt(at(moment)).map(Instant::toString).orElse(null))
        .isEqualTo(end == null ? null : at(end + ":00").toString());
  }

  /** Whoever comes back after the time that was told must not be told another. */
  @Test
  void those_that_overlap_or_follow_each_other_are_one() {
    Blackouts joined =
        Blackouts.of(
            List.of(
                hours("10:00", "11:00"),
                hours("09:00", "10:00"),
                hours("09:10", "09:20"),
                hours("10:30", "12:00"),
                hours("12:01", "13:00")));

    assertThat(joined.all())
        .extracting(Blackouts.Period::toString)
        .containsExactly(
            "from 2027-06-01T09:00:00Z to 2027-06-01T12:00:00Z",
            "from 2027-06-01T12:01:00Z to 2027-06-01T13:00:00Z");
  }

  @Test
  void what_is_over_is_not_announced() {
    assertThat(TWO.announcedAt(at("08:00:00")))
        .contains(
            "from 2027-06-01T09:00:00Z to 2027-06-01T10:00:00Z, "
                + "from 2027-06-01T14:00:00Z to 2027-06-01T15:00:00Z");
    assertThat(TWO.announcedAt(at("10:00:00")))
        .contains("from 2027-06-01T14:00:00Z to 2027-06-01T15:00:00Z");
    assertThat(TWO.announcedAt(at("15:00:00"))).isEmpty();
    assertThat(Blackouts.of(List.of()).announcedAt(at("08:00:00"))).isEmpty();
  }

  @Test
  void what_is_no_period_is_refused_by_name() {
    assertRefused(hours("10:00", "10:00"), "pannier.api.v1.blackouts[1].to must be after its from");
    assertRefused(hours("10:00", "09:00"), "pannier.api.v1.blackouts[1].to must be after its from");
    assertRefused(
        new Configured(null, at("09:00:00")), "pannier.api.v1.blackouts[1].from must be set");
    assertRefused(
        new Configured(at("09:00:00"), null), "pannier.api.v1.blackouts[1].to must be set");
  }

  private static void assertRefused(Configured unusable, String message) {
    assertThatThrownBy(() -> Blackouts.of(List.of(hours("09:00", "10:00"), unusable)))
        .isInstanceOf(UnusablePropertyException.class)
        .hasMessage(message);
  }

  private static Configured hours(String from, String to) {
    return new Configured(at(from + ":00"), at(to + ":00"));
  }

  private static Instant at(String time) {
    return Instant.parse("2027-06-01T" + time + "Z");
  }
}
