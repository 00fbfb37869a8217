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
  private final List<String> messages = new CopyOnWriteArrayList<>();

  LogWatch(String name) {
    this.logger = (Logger) LoggerFactory.getLogger(name);
  }

  /** Forgets what was said; and listens again, should a starting service have reset all logging. */
  void restart() {
    messages.clear();
    resume();
  }

  void resume() {
    setContext(logger.getLoggerContext());
    start();
    logger.addAppender(this);
  }

  List<String> messages() {
    return List.copyOf(messages);
  }

  @Override
  protected void append(ILoggingEvent event) {
    messages.add(event.getFormattedMessage());
  }
}
