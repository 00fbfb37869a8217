package io.pannier.cart.domain.model;

import java.util.Collection;
import java.util.List;

/** These cannot be acknowledged, so nothing was. */
public final class UnknownNoticesException extends CartException {

  private final transient List<String> noticeIds;

  private UnknownNoticesException(RefusalCode code, Collection<String> noticeIds) {
    super(code);
    this.noticeIds = List.copyOf(noticeIds);
  }

  /** They are facts of this cart, which are shown while they are true. */
  static UnknownNoticesException facts(Collection<String> noticeIds) {
    return new UnknownNoticesException(RefusalCode.UNKNOWN_NOTICE, noticeIds);
  }

  /** They name no price notices of this cart now: the prices have changed since. */
  static UnknownNoticesException changed(Collection<String> noticeIds) {
    return new UnknownNoticesException(RefusalCode.NOTICES_CHANGED, noticeIds);
  }

  public List<String> noticeIds() {
    return noticeIds;
  }
}
