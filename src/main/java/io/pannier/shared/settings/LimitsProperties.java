package io.pannier.shared.settings;

import io.pannier.shared.model.SellingLocationId;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings that several parts of the service use, read in one place so that they agree.
 *
 * @param defaultSellingLocation whose prices and stock are shown, and where additions come from, if
 *     the client names no location
 * @param languages that product names are shown in, as tags of BCP 47; the first where a client
 *     asks for none of them
 * @param mongodb the limits of the database
 */
@ConfigurationProperties("pannier")
public record LimitsProperties(
    @DefaultValue("1") int defaultSellingLocation,
    @DefaultValue("en") List<String> languages,
    @DefaultValue Mongodb mongodb) {

  public LimitsProperties {
    PropertyChecks.sellingLocation("pannier.default-selling-location", defaultSellingLocation);
    languages = PropertyChecks.languages("pannier.languages", languages);
  }

  /** The default selling location. */
  public SellingLocationId sellingLocation() {
    return new SellingLocationId(defaultSellingLocation);
  }

  /** The languages of the shop, at least one. */
  public List<Locale> locales() {
    return languages.stream().map(Locale::forLanguageTag).toList();
  }

  /** The language of the shop for clients that ask for none. */
  public Locale language() {
    return locales().get(0);
  }

  /**
   * The limits of the database.
   *
   * @param operationTimeout of one read or write, everything included; the driver's own limit is
   *     none
   * @param serverSelectionTimeout for finding a server
   * @param poolWait for a free connection
   * @param poolSize connections at most
   * @param indexTimeout for creating the indexes at the start
   */
  public record Mongodb(
      @DefaultValue("500ms") Duration operationTimeout,
      @DefaultValue("500ms") Duration serverSelectionTimeout,
      @DefaultValue("200ms") Duration poolWait,
      @DefaultValue("50") int poolSize,
      @DefaultValue("30s") Duration indexTimeout) {

    public Mongodb {
      PropertyChecks.positive("pannier.mongodb.operation-timeout", operationTimeout);
      PropertyChecks.positive("pannier.mongodb.server-selection-timeout", serverSelectionTimeout);
      PropertyChecks.positive("pannier.mongodb.pool-wait", poolWait);
      PropertyChecks.positive("pannier.mongodb.pool-size", poolSize);
      PropertyChecks.positive("pannier.mongodb.index-timeout", indexTimeout);
    }
  }
}
