package io.pannier.cart.adapter.out.mongo;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bson.BsonDocument;

/** Writes down what the driver sends to the database. */
final class CommandRecorder implements CommandListener {

  private final List<String> commands = new CopyOnWriteArrayList<>();
  private final List<BsonDocument> indexes = new CopyOnWriteArrayList<>();

  @Override
  public void commandStarted(CommandStartedEvent event) {
    commands.add(event.getCommandName());
    if (event.getCommandName().equals("createIndexes")) {
      event
          .getCommand()
          .getArray("indexes")
          .forEach(index -> indexes.add(index.asDocument().clone()));
    }
  }

  /** The names of the commands, in order. */
  List<String> names() {
    return List.copyOf(commands);
  }

  /** The indexes that were to be created. */
  List<BsonDocument> indexes() {
    return List.copyOf(indexes);
  }

  void forget() {
    commands.clear();
  }
}
