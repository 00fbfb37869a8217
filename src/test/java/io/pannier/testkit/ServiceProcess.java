package io.pannier.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The packaged service as a process of its own, which can be killed. */
public final class ServiceProcess implements AutoCloseable {

  public static final Path JAR = Path.of("target", "pannier.jar").toAbsolutePath();

  /** Options of the JVM: it never lives long enough to be worth compiling well. */
  public static final List<String> FRUGAL =
      List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  public static final int KILLED = ServerProcess.KILLED;

  private static final Pattern LISTENING = Pattern.compile("Netty started on port (\\d+)");

  private final ServerProcess server;

  private ServiceProcess(ServerProcess server) {
    this.server = server;
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
    return new ServiceProcess(ServerProcess.start(command, log, LISTENING));
  }

  public String url() {
    return "http://localhost:" + server.port();
  }

  /** SIGKILL: it gets to do nothing more. */
  public int kill() throws InterruptedException {
    return server.kill();
  }

  @Override
  public void close() {
    server.close();
  }
}
