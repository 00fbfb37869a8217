package io.pannier.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server as a process of its own, which can be killed. It ends with the tests' process; one that
 * ends when its input does, ends even where that process is killed.
 */
public final class ServerProcess implements AutoCloseable {

  /** Of a process that SIGKILL ended, as a shell tells it. */
  public static final int KILLED = 128 + 9;

  private static final long PATIENCE_SECONDS = 180;

  private final Process process;
  private final int port;

  private ServerProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts it and returns once it listens; what it says goes to the file.
   *
   * @param command becomes the server
   * @param listening finds in that file which port it listens on, as its first group
   */
  public static ServerProcess start(ProcessBuilder command, Path log, Pattern listening)
      throws IOException, InterruptedException {
    Files.createDirectories(log.toAbsolutePath().getParent());
    Process process = command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    try {
      return new ServerProcess(process, portOf(process, log, listening));
    } catch (IOException | InterruptedException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static int portOf(Process process, Path log, Pattern listening)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < end && process.isAlive()) {
      Matcher said = listening.matcher(Files.readString(log));
      if (said.find()) {
        return Integer.parseInt(said.group(1));
      }
      Thread.sleep(50);
    }
    throw new IllegalStateException("it does not start, see " + log);
  }

  public int port() {
    return port;
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
