package io.pannier.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.local.StubUpstreams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntSupplier;

/** Three packaged services on one database, which can be killed one by one. */
public final class Replicas implements AutoCloseable {

  public static final int COUNT = 3;
  public static final int LAST = COUNT - 1;

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int LONGEST_LIFE_MILLIS = 1000;

  private final TestDatabase database = TestDatabase.open();
  private final StubUpstreams stubs = StubUpstreams.start();
  private final List<ServiceProcess> services = new ArrayList<>();

  private Replicas() {}

  /**
   * Starts them, with further settings.
   *
   * @param name what the files with their logs begin with
   */
  public static Replicas start(String name, Map<String, String> more) {
    Replicas replicas = new Replicas();
    Map<String, String> settings =
        new TreeMap<>(PannierServer.settings(replicas.database.uri(), replicas.stubs));
    settings.putAll(more);
    try {
      for (int number = 0; number < COUNT; number++) {
        Path log = Path.of("target", "crash", name + "-" + number + ".log");
        replicas.services.add(ServiceProcess.start(settings, log));
      }
      return replicas;
    } catch (IOException failed) {
      replicas.close();
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      replicas.close();
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  public StubUpstreams stubs() {
    return stubs;
  }

  /** A client of the replica with this number; beyond the last it goes on with the first. */
  public Client client(int number) {
    return Client.of(services.get(number % COUNT).url());
  }

  /**
   * Kills all but the last, one after the other, while others write: each at a random moment of the
   * second after more writes were acknowledged. What the senders of the killed one got no answer to
   * they repeat at the next, under the writes of the others. Ends those of the last.
   *
   * @param acknowledged how many writes were acknowledged until now, by all replicas
   * @param writes how many more must be acknowledged before each kill
   * @param senders those of each replica, by its number
   */
  public void killAllButTheLast(
      IntSupplier acknowledged,
      int writes,
      Random random,
      List<? extends List<? extends Sender>> senders)
      throws InterruptedException {
    for (int number = 0; number < LAST; number++) {
      int before = acknowledged.getAsInt();
      Await.until(() -> acknowledged.getAsInt() >= before + writes, PATIENCE);
      Thread.sleep(random.nextInt(LONGEST_LIFE_MILLIS));
      assertThat(services.get(number).kill()).isEqualTo(ServiceProcess.KILLED);
      List<? extends Sender> itsOwn = senders.get(number);
      Await.until(() -> itsOwn.stream().allMatch(Sender::hasEnded), PATIENCE);
      for (Sender sender : itsOwn) {
        sender.repeat(client(number + 1));
      }
    }
    senders.get(LAST).forEach(Sender::end);
  }

  /** Sends writes to one replica, one after the other, until that is gone or it is ended. */
  public interface Sender {

    /** After the write that is under way. */
    void end();

    boolean hasEnded();

    /** Sends what was not answered to another replica, until it is answered. */
    void repeat(Client other) throws InterruptedException;
  }

  @Override
  public void close() {
    services.forEach(ServiceProcess::close);
    stubs.close();
    database.close();
  }
}
