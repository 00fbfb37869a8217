package io.pannier.testkit;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Keeps what one logger says. */
public final class LogWatch extends AppenderBase<ILoggingEvent> {

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
