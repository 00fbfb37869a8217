package io.pannier.shared.upstream;

import io.pannier.shared.model.Answers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Cuts a question into what an upstream allows, and puts the answers together. */
public final class Parts {

  private Parts() {}

  /** Parts of at most so many, in the order given. */
  public static <T> List<Set<T>> of(Collection<T> whole, int most) {
    List<T> all = List.copyOf(whole);
    List<Set<T>> parts = new ArrayList<>();
    for (int from = 0; from < all.size(); from += most) {
      parts.add(new LinkedHashSet<>(all.subList(from, Math.min(from + most, all.size()))));
    }
    return parts;
  }

  /**
   * Asks the parts side by side.
   *
   * @param atOnce how many parts may be under way at a time
   * @return answers in the order of the whole question
   */
  public static <P, K, V> Mono<Answers<K, V>> ask(
      Set<K> asked, List<P> parts, int atOnce, Function<P, Mono<Answers<K, V>>> question) {
    return Flux.fromIterable(parts)
        .flatMap(question, atOnce)
        .reduce(Answers.<K, V>none(), Answers::and)
        .map(all -> Answers.of(asked, all.byKey()));
  }
}
