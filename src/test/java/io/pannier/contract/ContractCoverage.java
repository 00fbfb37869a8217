package io.pannier.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Remembers, over all JVMs of a build, which operation was seen to give which status. */
public final class ContractCoverage {

  private final Path folder;
  private final Path file;
  private final Set<String> written = ConcurrentHashMap.newKeySet();

  private ContractCoverage(Path folder) {
    this.folder = folder;
    this.file = folder.resolve(ProcessHandle.current().pid() + ".txt");
  }

  /** Of this build; the build empties it before it runs the tests. */
  public static ContractCoverage ofBuild() {
    return in(Path.of("target", "contract-coverage"));
  }

  public static ContractCoverage in(Path folder) {
    return new ContractCoverage(folder);
  }

  public void record(Operation operation, int status) {
    String line = operation.name() + " " + status;
    if (!written.add(line)) {
      return;
    }
    try {
      Files.createDirectories(folder);
      Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** The statuses seen, by operation, of every operation given. */
  public Map<Operation, Set<Integer>> of(List<Operation> operations) {
    Set<String> seen = lines();
    Map<Operation, Set<Integer>> statuses = new LinkedHashMap<>();
    for (Operation operation : operations) {
      Set<Integer> own = new TreeSet<>();
      seen.stream()
          .filter(line -> line.startsWith(operation.name() + " "))
          .map(line -> Integer.valueOf(line.substring(operation.name().length() + 1)))
          .forEach(own::add);
      statuses.put(operation, own);
    }
    return statuses;
  }

  private Set<String> lines() {
    Set<String> lines = new TreeSet<>();
    if (!Files.isDirectory(folder)) {
      return lines;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path each : files.toList()) {
        lines.addAll(Files.readAllLines(each));
      }
      return lines;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
