package io.pannier.shared.upstream;

import io.pannier.shared.model.Answers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Cuts a question into what an upstream allows, and puts the answers together. */
public final class Parts {

  private Parts() {}

  /** Parts of at most so many, in the order given. */
  public static <T> List<Set<T>> of(Collection<T> whole, int most) {
    return by(whole, Function.identity(), most);
  }

  /** Parts with at most so many different values of the property, equal ones staying together. */
  public static <T, P> List<Set<T>> by(Collection<T> whole, Function<T, P> property, int most) {
    Map<P, Set<T>> groups = new LinkedHashMap<>();
    whole.forEach(
        one -> groups.computeIfAbsent(property.apply(one), p -> new LinkedHashSet<>()).add(one));
    List<Set<T>> parts = new ArrayList<>();
    int count = 0;
    for (Set<T> group : groups.values()) {
      if (count++ % most == 0) {
        parts.add(new LinkedHashSet<>());
      }
      parts.get(parts.size() - 1).addAll(group);
    }
    return parts;
  }

  /** Asks all parts side by side. */
  public static <K, V> Mono<Answers<K, V>> ask(
      Set<K> asked, List<Set<K>> parts, Function<Set<K>, Mono<Answers<K, V>>> question) {
    return ask(asked, parts, Math.max(1, parts.size()), question);
  }

  /**
   * Asks the parts, so many at once.
   *
   * @return answers in the order of the whole question
   */
  public static <K, V> Mono<Answers<K, V>> ask(
      Set<K> asked,
      List<Set<K>> parts,
      int atOnce,
      Function<Set<K>, Mono<Answers<K, V>>> question) {
    return Flux.fromIterable(parts)
        .flatMap(question, atOnce)
        .reduce(Answers.<K, V>none(), Answers::and)
        .map(all -> Answers.of(asked, all.byKey()));
  }
}
