package io.pannier.shared.upstream;

import io.pannier.shared.model.Answers;
import io.pannier.shared.model.ProductAtLocation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Splits a question into batches that an upstream accepts, and merges the answers. */
public final class Batches {

  /** In pairs. A grid up to this size is asked as a whole, however few pairs of it are needed. */
  private static final int LARGEST_FREE_GRID = 100;

  private Batches() {}

  /** Batches of at most {@code most} elements, in the order given. */
  public static <T> List<Set<T>> split(Collection<T> whole, int most) {
    return splitBy(whole, Function.identity(), most);
  }

  /**
   * Batches with at most {@code most} different values of the property; elements with equal values
   * stay together.
   */
  public static <T, P> List<Set<T>> splitBy(
      Collection<T> whole, Function<T, P> property, int most) {
    Set<T> all = new LinkedHashSet<>(whole);
    if (all.size() <= most) {
      return all.isEmpty() ? List.of() : List.of(all); // no more values than elements
    }
    Map<P, Set<T>> groups = new LinkedHashMap<>();
    all.forEach(
        one -> groups.computeIfAbsent(property.apply(one), p -> new LinkedHashSet<>()).add(one));
    List<Set<T>> batches = new ArrayList<>();
    int count = 0;
    for (Set<T> group : groups.values()) {
      if (count++ % most == 0) {
        batches.add(new LinkedHashSet<>());
      }
      batches.get(batches.size() - 1).addAll(group);
    }
    return batches;
  }

  /**
   * Batches of products at locations, for an upstream that answers for every product at every
   * location that a question names. A batch holds products with all their locations. But if that
   * made a grid of more than {@value #LARGEST_FREE_GRID} pairs of which less than half is needed,
   * each batch is of one location.
   *
   * @param most products of a batch
   */
  public static List<Set<ProductAtLocation>> splitGrid(Set<ProductAtLocation> needed, int most) {
    long grid = count(needed, ProductAtLocation::id) * count(needed, ProductAtLocation::location);
    return grid > LARGEST_FREE_GRID && grid > 2L * needed.size()
        ? splitByLocation(needed, most)
        : splitBy(needed, ProductAtLocation::id, most);
  }

  /**
   * Batches of one location each.
   *
   * @param most products of a batch
   */
  public static List<Set<ProductAtLocation>> splitByLocation(
      Set<ProductAtLocation> products, int most) {
    return splitBy(products, ProductAtLocation::location, 1).stream()
        .flatMap(atOne -> split(atOne, most).stream())
        .toList();
  }

  /**
   * Splits two or more elements in halves. Elements with equal values of the property stay together
   * as long as there are different values.
   */
  static <T> List<Set<T>> halves(Set<T> whole, Function<T, ?> property) {
    long values = count(whole, property);
    return values > 1
        ? splitBy(whole, property, Math.toIntExact((values + 1) / 2))
        : split(whole, (whole.size() + 1) / 2);
  }

  private static <T> long count(Set<T> whole, Function<T, ?> property) {
    Set<Object> values = new HashSet<>();
    whole.forEach(one -> values.add(property.apply(one)));
    return values.size();
  }

  /**
   * Asks about all batches.
   *
   * @param atOnce how many are asked at the same time
   * @return answers in the order of the whole question
   */
  public static <K, V> Mono<Answers<K, V>> askAll(
      Set<K> asked,
      List<Set<K>> batches,
      int atOnce,
      Function<Set<K>, Mono<Answers<K, V>>> question) {
    Mono<Answers<K, V>> answers =
        batches.size() == 1
            ? question.apply(batches.get(0))
            : Flux.fromIterable(batches)
                .flatMap(question, atOnce)
                .reduce(Answers.<K, V>none(), Answers::and);
    return answers.map(all -> all.to(asked));
  }

  /**
   * Asks about the whole. If the answer is too large it asks about halves instead, down to single
   * elements: fewer questions than twice its size. They are asked one at a time, so that they need
   * no more of the bulkhead than the whole did, and larger ones first, so that an element that is
   * too large alone delays few others.
   *
   * @param question about a part; its only failure is {@link UpstreamException.TooLarge}, after
   *     which the part is halved
   */
  static <K, V> Mono<Answers<K, V>> halving(
      Set<K> whole, Function<K, ?> property, Function<Set<K>, Mono<Answers<K, V>>> question) {
    return question
        .apply(whole)
        .onErrorResume(
            UpstreamException.TooLarge.class, tooLarge -> inHalves(whole, property, question));
  }

  private static <K, V> Mono<Answers<K, V>> inHalves(
      Set<K> whole, Function<K, ?> property, Function<Set<K>, Mono<Answers<K, V>>> question) {
    Function<Set<K>, Mono<Outcome<K, V>>> ask =
        part ->
            question
                .apply(part)
                .map(answers -> new Outcome<>(answers, List.of()))
                .onErrorResume(
                    UpstreamException.TooLarge.class,
                    tooLarge -> Mono.just(new Outcome<>(Answers.none(), halves(part, property))));
    return Mono.just(new Outcome<K, V>(Answers.none(), halves(whole, property)))
        .expand(outcome -> Flux.fromIterable(outcome.again()).concatMap(ask))
        .map(Outcome::answers)
        .reduce(Answers::and)
        .map(all -> all.to(whole));
  }

  /**
   * The result of a question.
   *
   * @param again what is to be asked in its place
   */
  private record Outcome<K, V>(Answers<K, V> answers, List<Set<K>> again) {}
}
