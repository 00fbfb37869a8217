package io.pannier.shared.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.pannier.shared.model.Deadline;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.DefaultApplicationArguments;
import reactor.core.scheduler.Schedulers;

/** However a warm-up ends, the start goes on, and one line of the log tells how. */
class WarmUpRunnerTest {

  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(50);

  private final Logger logger = (Logger) LoggerFactory.getLogger(WarmUpRunner.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void watch() {
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void lookAway() {
    logger.detachAppender(log);
  }

  @Test
  void the_start_waits_for_what_is_done_on_a_thread_that_may_block() throws Exception {
    CompletableFuture<Boolean> mayBlock = new CompletableFuture<>();

    run(LONG, deadline -> mayBlock.complete(!Schedulers.isInNonBlockingThread()));

    assertThat(mayBlock).isCompletedWithValue(true);
    assertThat(log.list)
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.getLevel()).isEqualTo(Level.INFO);
              assertThat(line.getFormattedMessage()).matches("Warmed up in \\d+ ms");
            });
  }

  @Test
  void that_there_was_nothing_to_do_is_said() throws Exception {
    run(LONG, deadline -> false);

    assertThat(log.list)
        .singleElement()
        .satisfies(
            line -> assertThat(line.getFormattedMessage()).startsWith("Nothing was warmed up: "));
  }

  @Test
  void what_hangs_is_interrupted_and_the_start_goes_on() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);

    run(
        SHORT,
        deadline -> {
          try {
            Thread.sleep(LONG.toMillis());
          } catch (InterruptedException e) {
            interrupted.countDown();
          }
          return true;
        });

    assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(log.list)
        .singleElement()
        .satisfies(
            line -> assertThat(line.getFormattedMessage()).startsWith("The warm-up was cut after"));
  }

  @Test
  void what_fails_is_told_without_its_message_and_the_start_goes_on() throws Exception {
    run(
        LONG,
        deadline -> {
          throw new IllegalStateException("bad key s3cret");
        });

    assertThat(log.list)
        .singleElement()
        .satisfies(
            line ->
                assertThat(line.getFormattedMessage())
                    .matches("The warm-up failed after \\d+ ms: java.lang.IllegalStateException"));
  }

  private static void run(Duration limit, Predicate<Deadline> work) throws Exception {
    new WarmUpRunner(limit, work).run(new DefaultApplicationArguments());
  }
}
