package io.pannier.cart.application;

import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.LineId;
import io.pannier.offer.domain.model.Section;
import io.pannier.shared.model.Deadline;
import java.util.Locale;
import java.util.Set;

/** What a client asks to be shown, and in which language names are wanted. */
public sealed interface CartQuery {

  /** Asks for a cart with these sections. */
  record View(
      CartId cartId, Caller caller, Set<Section> sections, Locale language, Deadline deadline)
      implements CartQuery {}

  /** Asks for one line of a cart. */
  record ViewItem(CartId cartId, Caller caller, LineId lineId, Locale language, Deadline deadline)
      implements CartQuery {}

  /** Asks for the caller's active cart with these sections. */
  record ViewMine(Caller caller, Set<Section> sections, Locale language, Deadline deadline)
      implements CartQuery {}
}
