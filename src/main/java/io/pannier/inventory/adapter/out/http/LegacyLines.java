package io.pannier.inventory.adapter.out.http;

import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.ProductId;
import io.pannier.shared.model.Provenance;
import io.pannier.shared.model.Provenance.Source;
import io.pannier.shared.upstream.Flaws;
import io.pannier.shared.upstream.Payloads;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the legacy inventory answers, one line a material, in our words. Decisions rest on the
 * return codes, the flag and the quantity; a date that cannot be read costs that date.
 */
final class LegacyLines {

  private final Clock clock;
  private final Flaws flaws;

  /**
   * Creates one.
   *
   * @param clock in the zone of the legacy inventory's
   */
  LegacyLines(Clock clock, Flaws flaws) {
    this.clock = clock;
    this.flaws = flaws;
  }

  /** Eaches with decimals, and the sign behind them: {@code 0000012.000}, {@code 5.000-}. */
  private static final Pattern QUANTITY = Pattern.compile("([0-9]{1,15})(?:\\.[0-9]{1,3})?(-?)");

  private static final String NO_DATE = "00000000";

  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  /** As of the time that the header says, or of its receipt where that cannot be read. */
  Provenance asOf(LegacyXml.Response.Header header) {
    Instant sent =
        flaws.optional(Source.LEGACY_INVENTORY, "an answer", "DT", () -> localTime(header));
    return Provenance.fresh(Source.LEGACY_INVENTORY, sent == null ? clock.instant() : sent);
  }

  private Instant localTime(LegacyXml.Response.Header header) {
    LocalDateTime time = LocalDateTime.parse(header.date() + header.time(), LOCAL);
    return Payloads.plausible(time.atZone(clock.getZone()).toInstant());
  }

  Answer<StockLevel> translate(
      ProductAtLocation product, LegacyXml.Response.Line line, Provenance asOf) {
    String returnCode = Payloads.require(line.returnCode(), "DTL RC");
    return switch (returnCode) {
      case "00", "04" -> Answer.found(level(product, line), asOf);
      case "08" -> Answer.notFound(asOf);
      case "12", "16" -> Answer.unavailable(Reason.UPSTREAM_ERROR);
      default -> throw new InvalidValueException("unknown return code");
    };
  }

  /** Not checked ({@code N}) is not the same as none. A missing flag is no blank one. */
  private StockLevel level(ProductAtLocation product, LegacyXml.Response.Line line) {
    StockLevel.NextArrival arrival =
        flaws.optional(Source.LEGACY_INVENTORY, product, "WZTER", () -> arrival(line.arrival()));
    String flag = Payloads.require(line.flag(), "DIAFL").strip();
    return switch (flag) {
      case "" -> StockLevel.enough(arrival);
      case "X" -> StockLevel.of(eaches(Payloads.require(line.quantity(), "AVQTY")), arrival);
      case "N" -> StockLevel.unknown(arrival);
      default -> throw new InvalidValueException("unknown DIAFL");
    };
  }

  /** Whole eaches only: a part of one cannot be sold. */
  private static int eaches(String quantity) {
    Matcher matcher = QUANTITY.matcher(quantity.strip());
    if (!matcher.matches()) {
      throw new InvalidValueException("not a quantity");
    }
    return matcher.group(2).isEmpty() ? new BigInteger(matcher.group(1)).intValueExact() : 0;
  }

  private StockLevel.@Nullable NextArrival arrival(@Nullable String date) {
    if (date == null || date.isBlank() || date.equals(NO_DATE)) {
      return null;
    }
    LocalDate arrival = LocalDate.parse(date, DateTimeFormatter.BASIC_ISO_DATE);
    return arrival.isBefore(LocalDate.now(clock))
        ? null
        : new StockLevel.NextArrival(null, arrival);
  }

  /** A product in the legacy inventory's words: 18 digits, zero-padded. */
  static String materialNumber(ProductId id) {
    return id.fold(
        upc -> "0000" + upc.gtin14(),
        sku -> {
          throw new IllegalArgumentException("cannot be asked for a SKU");
        });
  }

  /** A material at a plant. */
  record Key(@Nullable String material, @Nullable String plant) {

    static Key of(ProductAtLocation product) {
      return new Key(materialNumber(product.id()), InventoryTranslator.Question.shipNode(product));
    }
  }
}
