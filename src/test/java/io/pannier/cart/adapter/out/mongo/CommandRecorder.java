package io.pannier.cart.adapter.out.mongo;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/** Writes down what the driver sends to the database. */
final class CommandRecorder implements CommandListener {

  private final List<BsonDocument> commands = new CopyOnWriteArrayList<>();

  @Override
  public void commandStarted(CommandStartedEvent event) {
    commands.add(event.getCommand().clone());
  }

  /** The names of the commands, in order. */
  List<String> names() {
    return commands.stream().map(BsonDocument::getFirstKey).toList();
  }

  /** The commands of this name, in order. */
  List<BsonDocument> all(String name) {
    return commands.stream().filter(command -> command.getFirstKey().equals(name)).toList();
  }

  /** The indexes that were to be created. */
  List<BsonDocument> indexes() {
    return all("createIndexes").stream()
        .flatMap(command -> command.getArray("indexes").stream())
        .map(BsonValue::asDocument)
        .toList();
  }

  void forget() {
    commands.clear();
  }
}
