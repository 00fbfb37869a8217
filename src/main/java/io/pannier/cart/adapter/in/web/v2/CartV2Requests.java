package io.pannier.cart.adapter.in.web.v2;

import io.pannier.cart.adapter.in.web.WriteRequest;
import io.pannier.cart.application.Caller;
import io.pannier.cart.application.CartCommand;
import io.pannier.cart.domain.model.Attributes;
import io.pannier.cart.domain.model.CartEntry;
import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.CartLine;
import io.pannier.cart.domain.model.CartMerge;
import io.pannier.cart.domain.model.CartToken;
import io.pannier.cart.domain.model.LineId;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.model.Money;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.ProductId;
import io.pannier.shared.model.SellingLocationId;
import io.pannier.shared.web.input.Deadlines;
import io.pannier.shared.web.input.Field;
import io.pannier.shared.web.input.JsonFields;
import io.pannier.shared.web.input.Languages;
import io.pannier.shared.web.input.OptionalBody;
import io.pannier.shared.web.input.Violations;
import io.pannier.shared.web.json.MoneyJson;
import io.pannier.shared.web.json.ProductIdJson;
import java.time.Duration;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/** Makes commands of the bodies that clients of version 2 send; each method shows its JSON. */
final class CartV2Requests {

  private static final int LONGEST_TOKEN = 255;
  private static final int MOST_NOTICES = 200;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private CartV2Requests() {}

  /** {@code {"currency"?}}, or no body at all. */
  static CartCommand.Create create(
      Caller caller,
      byte @Nullable [] body,
      ServerWebExchange exchange,
      Currency defaultCurrency,
      Duration longest) {
    Violations violations = new Violations();
    Deadline deadline = Deadlines.start(exchange.getRequest().getHeaders(), longest, violations);
    byte[] json = OptionalBody.of(body, exchange.getRequest());
    Field<Currency> currency = json == null ? new Field<>(null) : currency(json, violations);
    violations.orThrow();
    return new CartCommand.Create(
        caller, currency.value(), defaultCurrency, Languages.of(exchange), deadline);
  }

  private static Field<Currency> currency(byte[] json, Violations violations) {
    JsonFields fields = JsonFields.of(json, violations);
    Field<Currency> currency = fields.optionalText("currency", MoneyJson::currency);
    fields.end();
    return currency;
  }

  /** No body. */
  static CartCommand.EraseMine eraseMine(
      Caller caller, ServerWebExchange exchange, Duration longest) {
    Violations violations = new Violations();
    Deadline deadline = Deadlines.start(exchange.getRequest().getHeaders(), longest, violations);
    violations.orThrow();
    return new CartCommand.EraseMine(caller, deadline);
  }

  /** {@code {"upc", "quantity"?: 1, "sellingLocationId"?, "shownPrice"?}}. */
  static CartCommand.AddItem addItem(
      WriteRequest request, byte @Nullable [] body, SellingLocationId defaultLocation) {
    String key = request.key();
    Entry entry = Entry.read(request.fields(body));
    CartCommand.Target target = request.orRefuse();
    return new CartCommand.AddItem(target, entry.toEntry(defaultLocation), key);
  }

  /** {@code {"mode", "items": [{"upc", "quantity"?: 1, "sellingLocationId"?, "shownPrice"?}…]}}. */
  static CartCommand.AddBatch addBatch(
      WriteRequest request,
      byte @Nullable [] body,
      int maxEntries,
      SellingLocationId defaultLocation) {
    String key = request.key();
    JsonFields fields = request.fields(body);
    Field<CartCommand.BatchMode> mode = fields.text("mode", CartV2Requests::mode);
    Field<List<Entry>> items =
        fields.objects("items", 1, maxEntries, item -> new Field<>(Entry.read(item)));
    fields.end();
    CartCommand.Target target = request.orRefuse();
    List<CartEntry> entries =
        items.get().stream().map(item -> item.toEntry(defaultLocation)).toList();
    return new CartCommand.AddBatch(target, entries, mode.get(), key);
  }

  /** An entry whose faults, if it has any, are not reported yet. */
  private record Entry(
      Field<ProductId> product,
      Field<Integer> quantity,
      Field<SellingLocationId> location,
      Field<Money> shownPrice,
      Field<Attributes> attributes) {

    static Entry read(JsonFields fields) {
      Entry entry =
          new Entry(
              ProductIdJson.read(fields),
              fields.optionalInteger("quantity", CartV2Requests::positive),
              fields.optionalInteger("sellingLocationId", SellingLocationId::new),
              fields.optionalObject("shownPrice", MoneyJson::read),
              fields.optionalObject("attributes", CartV2Requests::attributes));
      fields.end();
      return entry;
    }

    CartEntry toEntry(SellingLocationId defaultLocation) {
      return new CartEntry(
          new CartLine.Content(
              new ProductAtLocation(product.get(), location.orElse(defaultLocation)),
              attributes.orElse(Attributes.NONE)),
          quantity.orElse(1),
          shownPrice.value());
    }
  }

  /** {@code {"quantity", "sellingLocationId"?, "attributes"?}}; a move may leave quantity out. */
  static CartCommand.ChangeLine changeLine(
      WriteRequest request, byte @Nullable [] body, String lineId) {
    JsonFields fields = request.fields(body);
    Field<SellingLocationId> location =
        fields.optionalInteger("sellingLocationId", SellingLocationId::new);
    Field<Attributes> attributes = fields.optionalObject("attributes", CartV2Requests::attributes);
    boolean moves = fields.has("sellingLocationId") || fields.has("attributes");
    Field<Integer> quantity =
        moves
            ? fields.optionalInteger("quantity", CartV2Requests::notNegative)
            : fields.integer("quantity", CartV2Requests::notNegative);
    fields.end();
    String key = moves ? request.key() : null; // setting a quantity again is harmless
    CartCommand.Target target = request.orRefuse();
    CartLine.Change change =
        new CartLine.Change(quantity.value(), location.value(), attributes.value());
    return new CartCommand.ChangeLine(target, new LineId(lineId), change, key);
  }

  /**
   * {@code {"engraving": "For Anna", …}}. Malformed names are counted and not repeated, since they
   * may be words as well.
   */
  private static Field<Attributes> attributes(JsonFields fields) {
    Map<String, String> values = new LinkedHashMap<>();
    int unnamed = 0;
    int refused = 0;
    for (String name : fields.names()) {
      if (!Attributes.isName(name)) {
        unnamed++;
        continue;
      }
      String value = fields.text(name, Attributes::value).value();
      if (value == null) {
        refused++;
      } else {
        values.put(name, value);
      }
    }
    if (unnamed > 0) {
      return fields.refuseAll(unnamed + " names are none: [a-z][a-zA-Z0-9_-]{0,31}");
    }
    if (refused > 0) {
      return new Field<>(null);
    }
    try {
      return new Field<>(Attributes.of(values));
    } catch (InvalidValueException invalid) {
      return fields.refuseAll(String.valueOf(invalid.getMessage()));
    }
  }

  /** {@code {"noticeIds": […]}}. */
  static CartCommand.AcknowledgeNotices acknowledge(WriteRequest request, byte @Nullable [] body) {
    JsonFields fields = request.fields(body);
    Field<List<String>> noticeIds =
        fields.texts("noticeIds", 1, MOST_NOTICES, CartV2Requests::noticeId);
    fields.end();
    CartCommand.Target target = request.orRefuse();
    return new CartCommand.AcknowledgeNotices(target, noticeIds.get());
  }

  /** {@code {"sourceCartId", "sourceCartToken", "strategy"?: "MAX"}}. */
  static CartCommand.Merge merge(WriteRequest request, byte @Nullable [] body) {
    JsonFields fields = request.fields(body);
    Field<CartId> source = fields.text("sourceCartId", CartId::new);
    Field<CartToken> token = fields.text("sourceCartToken", CartV2Requests::token);
    Field<CartMerge.Strategy> strategy = fields.optionalText("strategy", CartV2Requests::strategy);
    fields.end();
    CartCommand.Target target = request.orRefuse();
    return new CartCommand.Merge(
        target, source.get(), token.get(), strategy.orElse(CartMerge.Strategy.MAX));
  }

  /** {@code {"orderId", "subtotal"?: {"amount", "currency"}}}. */
  static CartCommand.Close close(WriteRequest request, byte @Nullable [] body) {
    JsonFields fields = request.fields(body);
    Field<String> orderId = fields.text("orderId", CartV2Requests::orderId);
    Field<Money> subtotal = fields.optionalObject("subtotal", MoneyJson::read);
    fields.end();
    CartCommand.Target target = request.orRefuse();
    return new CartCommand.Close(target, orderId.get(), subtotal.value());
  }

  private static int positive(int quantity) {
    if (quantity < 1) {
      throw new InvalidValueException("must be at least 1");
    }
    return quantity;
  }

  private static int notNegative(int quantity) {
    if (quantity < 0) {
      throw new InvalidValueException("must not be negative");
    }
    return quantity;
  }

  private static CartCommand.BatchMode mode(String text) {
    return switch (text) {
      case "ATOMIC" -> CartCommand.BatchMode.ATOMIC;
      case "PARTIAL" -> CartCommand.BatchMode.PARTIAL;
      default -> throw new InvalidValueException("must be ATOMIC or PARTIAL");
    };
  }

  private static CartMerge.Strategy strategy(String text) {
    return switch (text) {
      case "MAX" -> CartMerge.Strategy.MAX;
      case "SUM" -> CartMerge.Strategy.SUM;
      default -> throw new InvalidValueException("must be MAX or SUM");
    };
  }

  private static CartToken token(String text) {
    if (text.isEmpty() || text.length() > LONGEST_TOKEN) {
      throw new InvalidValueException("is not the token of a cart");
    }
    return new CartToken(text);
  }

  private static String noticeId(String text) {
    if (!ID.matcher(text).matches()) {
      throw new InvalidValueException("is not the id of a notice");
    }
    return text;
  }

  private static String orderId(String text) {
    if (!ID.matcher(text).matches()) {
      throw new InvalidValueException("must be 1 to 64 letters, digits, dashes or underscores");
    }
    return text;
  }
}
