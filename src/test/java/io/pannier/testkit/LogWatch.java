package io.pannier.testkit;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.pannier.shared.mongo.Indexes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;

/** Keeps what one logger says. */
public final class LogWatch extends AppenderBase<ILoggingEvent> {

  private static final Pattern COMPLAINT = Pattern.compile("ERROR|WARN|Exception");

  private final Logger logger;
  private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

  public LogWatch(String name) {
    this.logger = (Logger) LoggerFactory.getLogger(name);
  }

  /** Forgets what was said; and listens again, should a starting service have reset all logging. */
  public void restart() {
    events.clear();
    resume();
  }

  public void resume() {
    setContext(logger.getLoggerContext());
    start();
    logger.addAppender(this);
  }

  public List<String> messages() {
    return events.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  public List<ILoggingEvent> events() {
    return List.copyOf(events);
  }

  /**
   * Takes back what a service was started with: all services of this process log by one setting.
   */
  public static void usualLevel(String... loggers) {
    for (String name : loggers) {
      ((Logger) LoggerFactory.getLogger(name)).setLevel(null);
    }
  }

  /**
   * Lines of a log with a warning, an error or an exception. Without those about a database that is
   * missing: services that other tests of this process keep running have none, and say so every
   * minute.
   */
  public static List<String> complaints(CapturedOutput log) {
    return log.getAll()
        .lines()
        .filter(line -> COMPLAINT.matcher(line).find() && !line.contains(Indexes.class.getName()))
        .toList();
  }

  /** Listens no more. */
  public void end() {
    logger.detachAppender(this);
  }

  @Override
  protected void append(ILoggingEvent event) {
    event.prepareForDeferredProcessing();
    events.add(event);
  }
}
