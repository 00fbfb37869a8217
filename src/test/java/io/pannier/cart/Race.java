package io.pannier.cart;

import io.pannier.testkit.AtOnce;
import io.pannier.testkit.PannierServer;
import io.pannier.testkit.Reply;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * Requests that were sent at once.
 *
 * @param replies in the order of the runners
 * @param reads of the database, one for each try
 * @param writes of the database, those included that lost
 */
record Race(List<Reply> replies, long reads, long writes) {

  static Race run(List<PannierServer> servers, int runners, IntFunction<Reply> runner) {
    long reads = commands(servers, "find");
    long writes = commands(servers, "update");
    List<Reply> replies = AtOnce.run(runners, runner);
    return new Race(
        replies, commands(servers, "find") - reads, commands(servers, "update") - writes);
  }

  <T> long count(Function<Reply, T> part, T value) {
    return replies.stream().filter(reply -> value.equals(part.apply(reply))).count();
  }

  void print(String name, long acknowledged, long stored) {
    Map<String, Long> refused =
        replies.stream()
            .filter(reply -> reply.status() >= 400)
            .collect(Collectors.groupingBy(Reply::code, TreeMap::new, Collectors.counting()));
    System.out.printf(
        "race of %s over 2 replicas: acknowledged %d, refused %s, stored %d (tries %d, of which %d wrote)%n",
        name, acknowledged, refused, stored, reads, writes);
  }

  private static long commands(List<PannierServer> servers, String name) {
    return servers.stream().mapToLong(server -> server.databaseCommands(name)).sum();
  }
}
