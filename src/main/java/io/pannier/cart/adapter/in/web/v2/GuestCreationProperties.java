package io.pannier.cart.adapter.in.web.v2;

import io.pannier.shared.configuration.RequiredProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many carts guests may create from one address.
 *
 * @param enabled whether there is a limit at all
 * @param perMinute that many at once, and that many a minute from then on
 */
@ConfigurationProperties("pannier.cart.guest-creation")
record GuestCreationProperties(
    @DefaultValue("true") boolean enabled, @DefaultValue("30") int perMinute) {

  GuestCreationProperties {
    RequiredProperty.positive("pannier.cart.guest-creation.per-minute", perMinute);
  }
}
