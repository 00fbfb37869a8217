package io.pannier.cart.application;

import io.pannier.cart.domain.model.CartEntry;
import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.CartLine;
import io.pannier.cart.domain.model.CartMerge;
import io.pannier.cart.domain.model.CartToken;
import io.pannier.cart.domain.model.LineId;
import io.pannier.cart.domain.model.Receipts;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.Money;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a client asks to be changed. */
public sealed interface CartCommand {

  /**
   * Asks for a cart: a guest's new one, or the one that a customer has.
   *
   * @param asked the currency that the client asks for; absent if any will do
   * @param otherwise the currency of a new cart where the client asks for none
   */
  record Create(
      Caller caller,
      @Nullable Currency asked,
      Currency otherwise,
      Locale language,
      Deadline deadline)
      implements CartCommand {

    /** What a new cart is in. */
    Currency currency() {
      return asked == null ? otherwise : asked;
    }
  }

  /**
   * Asks for something to be put into a cart.
   *
   * @param key the client's name for the change, if it wants to be able to repeat it
   */
  record AddItem(Target target, CartEntry entry, @Nullable String key) implements CartCommand {

    /**
     * What a repeat of the key is compared by: what is asked for, without caller, language,
     * deadline and condition. The cart is left out as well: each compares only with its own
     * receipts.
     */
    public String fingerprint() {
      return Fingerprint.ofAddition(entry);
    }

    Receipts.@Nullable Key changeKey() {
      return key == null ? null : Receipts.Key.of(key, fingerprint());
    }
  }

  /**
   * Asks for several things to be put into a cart.
   *
   * @param key the client's name for the change, if it wants to be able to repeat it
   */
  record AddBatch(Target target, List<CartEntry> entries, BatchMode mode, @Nullable String key)
      implements CartCommand {

    public AddBatch {
      entries = List.copyOf(entries);
    }

    /** What a repeat of the key is compared by, as {@link CartCommand.AddItem#fingerprint()}. */
    public String fingerprint() {
      return Fingerprint.ofBatch(mode, entries);
    }

    Receipts.@Nullable Key changeKey() {
      return key == null ? null : Receipts.Key.of(key, fingerprint());
    }
  }

  /** What becomes of a batch that cannot be taken whole. */
  enum BatchMode {
    /** None of it is taken. */
    ATOMIC,
    /** What can be taken is. */
    PARTIAL
  }

  /**
   * Asks for a line to have another quantity, location or words. A line that is to be removed need
   * not be there.
   *
   * @param key the client's name for the change, if it wants to be able to repeat it
   */
  record ChangeLine(Target target, LineId lineId, CartLine.Change change, @Nullable String key)
      implements CartCommand {

    /** What a repeat of the key is compared by, as {@link CartCommand.AddItem#fingerprint()}. */
    public String fingerprint() {
      return Fingerprint.ofChange(lineId, change);
    }

    Receipts.@Nullable Key changeKey() {
      return key == null ? null : Receipts.Key.of(key, fingerprint());
    }
  }

  /** Asks for a line to be removed. */
  record RemoveItem(Target target, LineId lineId) implements CartCommand {}

  /** Asks for all lines to be removed. */
  record Clear(Target target) implements CartCommand {}

  /** Says that the customer has seen these price changes. */
  record AcknowledgeNotices(Target target, List<String> noticeIds) implements CartCommand {

    public AcknowledgeNotices {
      noticeIds = List.copyOf(noticeIds);
    }
  }

  /**
   * Asks for a guest's cart to be brought into the customer's.
   *
   * @param target the customer's cart
   * @param source the guest's cart, opened by its token
   */
  record Merge(Target target, CartId source, CartToken sourceToken, CartMerge.Strategy strategy)
      implements CartCommand {}

  /**
   * Says that the order system has taken the cart.
   *
   * @param subtotal what it charges for the lines; absent if it takes whatever is known
   */
  record Close(Target target, String orderId, @Nullable Money subtotal) implements CartCommand {}

  /** Asks for a cart and its data to be erased. */
  record Erase(Target target) implements CartCommand {}

  /** Asks for all carts of the caller to be erased. */
  record EraseMine(Caller caller, Deadline deadline) implements CartCommand {}

  /**
   * The cart that a change is meant for, by whom, under which condition and until when.
   *
   * @param language that names are wanted in where the cart is answered; it changes nothing stored
   */
  record Target(
      CartId cartId,
      Caller caller,
      VersionCondition condition,
      Locale language,
      Deadline deadline) {}
}
