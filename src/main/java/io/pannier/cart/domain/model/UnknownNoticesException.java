package io.pannier.cart.domain.model;

import java.util.List;

/** These are not price notices that stand in the cart, so they cannot be acknowledged. */
public final class UnknownNoticesException extends CartException {

  private final transient List<String> noticeIds;

  UnknownNoticesException(List<String> noticeIds) {
    super(RefusalCode.UNKNOWN_NOTICE);
    this.noticeIds = List.copyOf(noticeIds);
  }

  public List<String> noticeIds() {
    return noticeIds;
  }
}
