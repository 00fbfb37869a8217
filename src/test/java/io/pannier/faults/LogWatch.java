package io.pannier.faults;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Keeps what one logger says. */
final class LogWatch extends AppenderBase<ILoggingEvent> {

  private final Logger logger;
  private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

  LogWatch(String name) {
    this.logger = (Logger) LoggerFactory.getLogger(name);
  }

  /** Forgets what was said; and listens again, should a starting service have reset all logging. */
  void restart() {
    events.clear();
    resume();
  }

  void resume() {
    setContext(logger.getLoggerContext());
    start();
    logger.addAppender(this);
  }

  List<String> messages() {
    return events.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  List<ILoggingEvent> events() {
    return List.copyOf(events);
  }

  /** Listens no more. */
  void end() {
    logger.detachAppender(this);
  }

  @Override
  protected void append(ILoggingEvent event) {
    events.add(event);
  }
}
