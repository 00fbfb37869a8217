package io.pannier.cart.application;

import java.util.List;

/** Says that the customer has seen these price changes. */
public record AcknowledgeNoticesCommand(CartTarget target, List<String> noticeIds) {

  public AcknowledgeNoticesCommand {
    noticeIds = List.copyOf(noticeIds);
  }
}
