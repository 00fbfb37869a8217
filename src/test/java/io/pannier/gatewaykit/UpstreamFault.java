package io.pannier.gatewaykit;

import io.pannier.shared.model.Answer.Reason;

/** What can become of a question as a whole, and the reason that it is answered by. */
public enum UpstreamFault {
  REPORTS_AN_ERROR(Reason.UPSTREAM_ERROR),
  REFUSES_OUR_CREDENTIALS(Reason.UPSTREAM_ERROR),
  WANTS_FEWER_QUESTIONS(Reason.THROTTLED),
  HANGS(Reason.TIMEOUT),
  IS_OUT_OF_REACH(Reason.UNREACHABLE),
  ANSWERS_NOTHING(Reason.INVALID_ANSWER),
  ANSWERS_IN_ANOTHER_FORMAT(Reason.INVALID_ANSWER),
  BREAKS_OFF_IN_THE_MIDDLE(Reason.INVALID_ANSWER),
  /** Even about one product; what is only too much about several is asked in parts. */
  ANSWERS_WITHOUT_END(Reason.INVALID_ANSWER);

  private final Reason reason;

  UpstreamFault(Reason reason) {
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
