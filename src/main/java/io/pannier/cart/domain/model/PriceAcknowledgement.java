package io.pannier.cart.domain.model;

import io.pannier.shared.model.Money;
import io.pannier.shared.model.Reason;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Makes the prices of notices what the customer has accepted. */
final class PriceAcknowledgement {

  private PriceAcknowledgement() {}

  static StoredCart of(Cart cart, List<String> noticeIds) {
    List<Notice> notices = cart.notices();
    refuseFacts(noticeIds, notices);
    Set<String> unknown = new LinkedHashSet<>(noticeIds);
    Set<LineId> accepted = new LinkedHashSet<>();
    for (Notice notice : notices) {
      if (unknown.remove(notice.id())) {
        accepted.add(notice.lineId());
      }
    }
    cart.stored().lines().forEach(line -> acknowledgedBefore(line).forEach(unknown::remove));
    if (!unknown.isEmpty()) {
      throw untoldPrice(cart)
          .<CartException>map(reason -> Refusal.untold(reason).asException())
          .orElseGet(() -> UnknownNoticesException.changed(unknown));
    }
    StoredCart changed = cart.stored();
    for (CartItem item : cart.items()) {
      if (accepted.contains(item.id())) {
        changed = changed.replace(item.id(), line -> item.accepted(cart.stored().currency()));
      }
    }
    return changed;
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
      throw UnknownNoticesException.facts(facts);
    }
  }

  /** The notices of the price that is accepted already: a repeat is no news, whatever it is now. */
  private static Stream<String> acknowledgedBefore(CartLine line) {
    Money reference = line.reference();
    return reference == null
        ? Stream.empty()
        : Stream.of(Notice.Code.values())
            .filter(Notice.Code::isAcknowledgeable)
            .map(code -> Notice.idOfPrice(line.id(), code, reference));
  }

  /** Why a price is unavailable: without it, it is not known which notices there are. */
  private static Optional<Reason> untoldPrice(Cart cart) {
    return cart.items().stream()
        .flatMap(item -> item.offer().price().stream())
        .filter(answer -> answer.known().isEmpty())
        .flatMap(answer -> answer.reason().stream())
        .max(Reason::compareTo);
  }
}
