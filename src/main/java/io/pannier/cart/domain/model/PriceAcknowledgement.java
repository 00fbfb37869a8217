package io.pannier.cart.domain.model;

import io.pannier.shared.model.Money;
import io.pannier.shared.model.Reason;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes the prices of notices what the customer has accepted. */
final class PriceAcknowledgement {

  private PriceAcknowledgement() {}

  static StoredCart of(Cart cart, List<String> noticeIds) {
    List<CartItem> items = cart.items();
    List<String> unknown =
        noticeIds.stream()
            .filter(id -> items.stream().noneMatch(item -> isPriceNotice(cart, item, id)))
            .toList();
    Optional<Reason> untold = untoldPrice(items);
    List<String> wrong = untold.isPresent() ? factsAmong(unknown, cart) : unknown;
    if (!wrong.isEmpty()) {
      throw new UnknownNoticesException(wrong);
    }
    if (!unknown.isEmpty()) {
      throw Refusal.untold(untold.orElseThrow()).asException();
    }
    StoredCart changed = cart.stored();
    for (CartItem item : items) {
      if (noticeIds.stream().anyMatch(id -> isPriceNotice(cart, item, id))) {
        changed = changed.replace(item.id(), line -> item.accepted(cart.stored().currency()));
      }
    }
    return changed;
  }

  /** These are no price notices, whatever the prices may be. */
  private static List<String> factsAmong(List<String> noticeIds, Cart cart) {
    return cart.notices().stream()
        .filter(notice -> !notice.code().isAcknowledgeable())
        .map(Notice::id)
        .filter(noticeIds::contains)
        .toList();
  }

  /** Also of a price that was acknowledged before, so that a repeated request is not refused. */
  private static boolean isPriceNotice(Cart cart, CartItem item, String noticeId) {
    Optional<Money> unit = item.offer().unitPrice(cart.stored().currency());
    return unit.isPresent()
        && Stream.of(NoticeCode.values())
            .filter(NoticeCode::isAcknowledgeable)
            .anyMatch(code -> Notice.idOfPrice(item.id(), code, unit.get()).equals(noticeId));
  }

  private static Optional<Reason> untoldPrice(List<CartItem> items) {
    return items.stream()
        .flatMap(item -> item.offer().price().stream())
        .filter(answer -> answer.known().isEmpty())
        .flatMap(answer -> answer.reason().stream())
        .max(Reason::compareTo);
  }
}
