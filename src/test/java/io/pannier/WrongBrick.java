package io.pannier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Made-up code that breaks a rule, to be added to the clean house.
 *
 * @param sources the last of them is the offender; those before it are what it needs
 */
record WrongBrick(ArchitectureRule breaks, List<String> sources) {

  /** All that wrong-bricks.txt lists. */
  static List<WrongBrick> all() {
    return lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(WrongBrick::parse)
        .toList();
  }

  /** The full name of the type that is to be found guilty. */
  String offender() {
    return SeededClasses.nameOf(sources.get(sources.size() - 1));
  }

  @Override
  public String toString() {
    return breaks + ": " + sources.get(sources.size() - 1);
  }

  private static WrongBrick parse(String line) {
    List<String> cells = Stream.of(line.split("\\|")).map(String::strip).toList();
    List<String> sources = new ArrayList<>();
    for (int i = 1; i < cells.size(); i += 2) {
      String room = cells.get(i).isEmpty() ? Layout.ROOT : Layout.ROOT + "." + cells.get(i);
      sources.add("package " + room + "; " + cells.get(i + 1));
    }
    return new WrongBrick(ArchitectureRule.valueOf(cells.get(0)), List.copyOf(sources));
  }

  private static Stream<String> lines() {
    try (InputStream table = WrongBrick.class.getResourceAsStream("wrong-bricks.txt")) {
      return new String(Objects.requireNonNull(table).readAllBytes(), UTF_8).lines();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
