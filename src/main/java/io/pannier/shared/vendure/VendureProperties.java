package io.pannier.shared.vendure;

import io.pannier.shared.model.SellingLocationId;
import io.pannier.shared.settings.ConditionalOnUpstreamKind;
import io.pannier.shared.settings.PropertyChecks;
import io.pannier.shared.settings.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the engine is, who asks it, and what it calls our selling locations.
 *
 * @param baseUrl the Admin API is at {@code /admin-api} below it
 * @param username of an administrator who may read
 * @param loginTimeout of one login, which takes the engine a second or two
 * @param loginPause between two logins, whether the first succeeded or not
 * @param locations by the number of the selling location; at others no product is found
 */
@ConfigurationProperties(VendureProperties.PREFIX)
@ConditionalOnUpstreamKind(kind = VendureProperties.KIND)
record VendureProperties(
    URI baseUrl,
    String username,
    Secret password,
    @DefaultValue("5s") Duration loginTimeout,
    @DefaultValue("5s") Duration loginPause,
    Map<Integer, Place> locations) {

  static final String PREFIX = "pannier.vendure";
  static final String KIND = "vendure";

  VendureProperties {
    PropertyChecks.address(PREFIX + ".base-url", baseUrl);
    username = PropertyChecks.text(PREFIX + ".username", username);
    password = PropertyChecks.password(PREFIX + ".password", password);
    PropertyChecks.positive(PREFIX + ".login-timeout", loginTimeout);
    PropertyChecks.positive(PREFIX + ".login-pause", loginPause);
    locations = locations == null ? Map.of() : checked(locations);
  }

  private static Map<Integer, Place> checked(Map<Integer, Place> locations) {
    Map<Integer, Place> checked = new LinkedHashMap<>();
    locations.forEach(
        (location, place) -> {
          String property = PREFIX + ".locations." + location;
          PropertyChecks.sellingLocation(property, location);
          checked.put(
              location,
              new Place(
                  PropertyChecks.header(property + ".channel", place.channel()),
                  PropertyChecks.texts(property + ".stock-locations", place.stockLocations())));
        });
    return Map.copyOf(checked);
  }

  Optional<Place> at(SellingLocationId location) {
    return Optional.ofNullable(locations.get(location.value()));
  }

  /**
   * What the engine has for one selling location.
   *
   * @param channel the token of the channel that it sells in
   * @param stockLocations the ids of those that it sells from; none: all of the channel's
   */
  record Place(String channel, @DefaultValue List<String> stockLocations) {}
}
