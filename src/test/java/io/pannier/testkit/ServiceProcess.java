package io.pannier.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged service as a process of its own, which can be killed. */
public final class ServiceProcess implements AutoCloseable {

  public static final Path JAR = Path.of("target", "pannier.jar").toAbsolutePath();

  /** Options of the JVM: it never lives long enough to be worth compiling well. */
  public static final List<String> FRUGAL =
      List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private static final Pattern LISTENING = Pattern.compile("Netty started on port (\\d+)");
  private static final long PATIENCE_SECONDS = 180;

  /** Of a process that SIGKILL ended, as a shell tells it. */
  public static final int KILLED = 128 + 9;

  private final Process process;
  private final int port;

  private ServiceProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts it and returns once it listens; what it says goes to the file. */
  public static ServiceProcess start(Map<String, String> settings, Path log)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FRUGAL);
    command.addAll(List.of("-jar", JAR.toString()));
    settings.forEach((name, value) -> command.add("--" + name + "=" + value));
    return start(new ProcessBuilder(command), log);
  }

  /** The same, by a command that becomes it. */
  public static ServiceProcess start(ProcessBuilder command, Path log)
      throws IOException, InterruptedException {
    if (!Files.isRegularFile(JAR)) {
      throw new IllegalStateException(JAR + " is not there: this runs after the packaging");
    }
    Files.createDirectories(log.toAbsolutePath().getParent());
    Process process = command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    try {
      return new ServiceProcess(process, portOf(process, log));
    } catch (IOException | InterruptedException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static int portOf(Process process, Path log) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < end && process.isAlive()) {
      Matcher listening = LISTENING.matcher(Files.readString(log));
      if (listening.find()) {
        return Integer.parseInt(listening.group(1));
      }
      Thread.sleep(50);
    }
    throw new IllegalStateException("it does not start, see " + log);
  }

  public String url() {
    return "http://localhost:" + port;
  }

  /** SIGKILL: it gets to do nothing more. */
  public int kill() throws InterruptedException {
    return process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
