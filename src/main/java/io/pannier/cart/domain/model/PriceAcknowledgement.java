package io.pannier.cart.domain.model;

import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Money;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Decides which prices a customer accepts by acknowledging notices. */
final class PriceAcknowledgement {

  private PriceAcknowledgement() {}

  /** The lines whose price is accepted by these notices. */
  static List<LineId> of(Cart cart, List<String> noticeIds) {
    List<Notice> notices = cart.notices();
    refuseFacts(noticeIds, notices);
    Set<String> unknown = new LinkedHashSet<>(noticeIds);
    List<LineId> accepted = new ArrayList<>();
    for (Notice notice : notices) {
      if (unknown.remove(notice.id())) {
        accepted.add(notice.lineId());
      }
    }
    cart.stored().lines().forEach(line -> acknowledgedBefore(line).forEach(unknown::remove));
    if (!unknown.isEmpty()) {
      throw unavailablePrice(cart)
          .<Refusal>map(Refusal.UpstreamUnavailable::new)
          .orElseGet(() -> new Refusal.NoticesChanged(List.copyOf(unknown)))
          .asException();
    }
    return accepted;
  }

  /** These are no price notices, whatever the prices may be. */
  private static void refuseFacts(List<String> noticeIds, List<Notice> notices) {
    List<String> facts =
        notices.stream()
            .filter(notice -> !notice.code().isAcknowledgeable())
            .map(Notice::id)
            .filter(noticeIds::contains)
            .toList();
    if (!facts.isEmpty()) {
      throw new Refusal.NotAcknowledgeable(facts).asException();
    }
  }

  /**
   * Notices of the price that is accepted already: repeating that is harmless, whatever it is now.
   */
  private static Stream<String> acknowledgedBefore(CartLine line) {
    Money reference = line.reference();
    return reference == null
        ? Stream.empty()
        : Stream.of(Notice.Code.values())
            .filter(Notice.Code::isAcknowledgeable)
            .map(code -> Notice.idOfPrice(line.id(), code, reference));
  }

  /** Why a price is unavailable: without it, it is not known which notices there are. */
  private static Optional<Reason> unavailablePrice(Cart cart) {
    return cart.items().stream()
        .flatMap(item -> item.offer().price().stream())
        .filter(answer -> answer.known().isEmpty())
        .flatMap(answer -> answer.reason().stream())
        .max(Reason::compareTo);
  }
}
