package io.pannier.allocation.adapter.in.web.v2;

import io.pannier.allocation.domain.model.Batch;
import io.pannier.allocation.domain.model.OrderLine;
import io.pannier.allocation.domain.port.OrderLines.After;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.model.ProductId.Sku;
import io.pannier.shared.web.input.Deadlines;
import io.pannier.shared.web.input.Field;
import io.pannier.shared.web.input.JsonFields;
import io.pannier.shared.web.input.QueryParameters;
import io.pannier.shared.web.input.Violations;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Reads a request of version 2 strictly and reports all its faults together. The order is that of
 * use: read path, query and body, then {@link #orRefuse()}, then take the values.
 */
final class AllocationV2Request {

  /** Lines of an order that are allocated by one request. */
  private static final int MOST_LINES = 100;

  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,18}");
  private static final Pattern CURSOR =
      Pattern.compile("(0|[1-9][0-9]{0,18})\\.([A-Za-z0-9_-]{1,64})\\.(.{1,64})");
  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  private final Violations violations = new Violations();
  private final QueryParameters parameters;
  private final Deadline deadline;

  /**
   * A request that was just read.
   *
   * @param longest the operation's deadline, which the client may shorten
   */
  AllocationV2Request(ServerWebExchange exchange, Duration longest) {
    this.parameters = QueryParameters.of(exchange.getRequest().getQueryParams(), violations);
    this.deadline = Deadlines.start(exchange.getRequest().getHeaders(), longest, violations);
  }

  Deadline deadline() {
    return deadline;
  }

  /**
   * To be called once everything was read.
   *
   * @throws io.pannier.shared.web.problem.Problem.ProblemException naming everything that is wrong
   *     with the request
   */
  void orRefuse() {
    parameters.end();
    violations.orThrow();
  }

  /** The operation, or {@code deadline-exceeded} once its time is up. */
  <T> Mono<T> enforce(Mono<T> operation) {
    return Deadlines.enforce(deadline, operation);
  }

  Field<Sku> sku(String path) {
    return violations.parse("sku", path, Sku::new);
  }

  Field<Batch.Reference> reference(String path) {
    return violations.parse("reference", path, Batch.Reference::new);
  }

  Field<OrderLine.OrderId> orderId(String path) {
    return violations.parse("orderId", path, OrderLine.OrderId::new);
  }

  /** The line that a path names. */
  Field<OrderLine.Id> line(String orderPath, String skuPath) {
    Field<OrderLine.OrderId> order = orderId(orderPath);
    Field<Sku> sku = sku(skuPath);
    return order.value() == null || sku.value() == null
        ? new Field<>(null)
        : new Field<>(new OrderLine.Id(order.value(), sku.value()));
  }

  /** {@code ?revision=}. */
  Field<Long> revision() {
    return parameters.optional("revision", AllocationV2Request::number);
  }

  /** {@code ?state=}. */
  Field<OrderLine.State> state() {
    return parameters.optional("state", AllocationV2Request::state);
  }

  /** {@code ?state=UNALLOCATED}, without which the list would be of everything. */
  void onlyUnallocated() {
    OrderLine.State state = state().value();
    if (state != OrderLine.State.UNALLOCATED) {
      violations.add("state", "must be UNALLOCATED");
    }
  }

  /** {@code ?batch=}. */
  Field<Batch.Reference> batch() {
    return parameters.optional("batch", Batch.Reference::new);
  }

  /** {@code ?after=} in the list of an order. */
  Optional<After> after(Field<OrderLine.OrderId> order) {
    return after(line -> order.value() == null || line.order().equals(order.value()));
  }

  /** {@code ?after=} in the list of a SKU. */
  Optional<After> afterOf(Field<Sku> sku) {
    return after(line -> sku.value() == null || line.sku().equals(sku.value()));
  }

  /** {@code ?after=} in the list of everything. */
  Optional<After> after() {
    return after(line -> true);
  }

  private Optional<After> after(Predicate<OrderLine.Id> isOfThisList) {
    return Optional.ofNullable(
        parameters
            .optional(
                "after",
                text -> {
                  Matcher cursor = CURSOR.matcher(text);
                  if (cursor.matches() && Sku.isOne(cursor.group(3))) {
                    OrderLine.Id last =
                        new OrderLine.Id(
                            new OrderLine.OrderId(cursor.group(2)), new Sku(cursor.group(3)));
                    if (isOfThisList.test(last)) {
                      return new After(number(cursor.group(1)), last.text());
                    }
                  }
                  throw new InvalidValueException("must be the next of the part before");
                })
            .value());
  }

  /**
   * Says where a part ended, in the form that clients send back.
   *
   * @param number the last line's place, where the list is not by its id
   */
  static String next(long number, OrderLine last) {
    return number + "." + last.id().order() + "." + last.id().sku();
  }

  /** {@code {"quantity", "eta"?, "revision"?}}. */
  Field<Batch.Delivery> delivery(byte @Nullable [] body, Field<Batch.Reference> reference) {
    JsonFields fields = JsonFields.of(body, violations);
    Field<Integer> quantity = fields.integer("quantity", units -> within(units, 0, Batch.MOST));
    Field<LocalDate> eta = fields.optionalText("eta", AllocationV2Request::date);
    Field<Long> revision = revision(fields);
    fields.end();
    return reference.value() == null || quantity.value() == null
        ? new Field<>(null)
        : new Field<>(
            new Batch.Delivery(reference.value(), quantity.value(), eta.value(), revision.value()));
  }

  /** {@code {"orderId", "sku", "quantity", "revision"?}}. */
  Field<OrderLine.Request> line(byte @Nullable [] body) {
    JsonFields fields = JsonFields.of(body, violations);
    Field<OrderLine.OrderId> orderId = fields.text("orderId", OrderLine.OrderId::new);
    return line(fields, orderId);
  }

  /** {@code {"lines": [{"sku", "quantity", "revision"?}…]}}, each SKU once. */
  Field<List<OrderLine.Request>> lines(byte @Nullable [] body, Field<OrderLine.OrderId> orderId) {
    Set<Sku> seen = new HashSet<>();
    JsonFields fields = JsonFields.of(body, violations);
    Field<List<OrderLine.Request>> lines =
        fields.objects(
            "lines",
            1,
            MOST_LINES,
            entry -> {
              Field<OrderLine.Request> line = line(entry, orderId);
              return line.value() == null || seen.add(line.value().id().sku())
                  ? line
                  : entry.refuse("sku", "stands in another line");
            });
    fields.end();
    return lines;
  }

  private static Field<OrderLine.Request> line(
      JsonFields fields, Field<OrderLine.OrderId> orderId) {
    Field<Sku> sku = fields.text("sku", Sku::new);
    Field<Integer> quantity = fields.integer("quantity", units -> within(units, 1, OrderLine.MOST));
    Field<Long> revision = revision(fields);
    fields.end();
    return orderId.value() == null || sku.value() == null || quantity.value() == null
        ? new Field<>(null)
        : new Field<>(
            new OrderLine.Request(
                new OrderLine.Id(orderId.value(), sku.value()),
                quantity.value(),
                revision.value()));
  }

  private static Field<Long> revision(JsonFields fields) {
    return fields.optionalLong(
        "revision",
        value -> {
          if (value < 0) {
            throw new InvalidValueException("must not be negative");
          }
          return value;
        });
  }

  private static int within(int units, int least, long most) {
    if (units < least || units > most) {
      throw new InvalidValueException("must be from " + least + " to " + most);
    }
    return units;
  }

  private static Long number(String text) {
    try {
      if (NUMBER.matcher(text).matches()) {
        return Long.valueOf(text);
      }
    } catch (NumberFormatException beyond64Bits) {
      // refused as all others
    }
    throw new InvalidValueException("must be an integer from 0 to " + Long.MAX_VALUE);
  }

  private static LocalDate date(String text) {
    try {
      if (DATE.matcher(text).matches()) {
        return LocalDate.parse(text);
      }
    } catch (DateTimeParseException noSuchDay) {
      // refused as all others
    }
    throw new InvalidValueException("must be a date as 2026-12-03");
  }

  private static OrderLine.State state(String text) {
    for (OrderLine.State state : OrderLine.State.values()) {
      if (state.name().equals(text)) {
        return state;
      }
    }
    throw new InvalidValueException("must be ALLOCATED, RELEASED, UNALLOCATED or SHIPPED");
  }
}
