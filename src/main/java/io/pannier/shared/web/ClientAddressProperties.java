package io.pannier.shared.web;

import io.pannier.shared.configuration.RequiredProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a client's address is found.
 *
 * @param trustedProxies how many proxies stand between clients and this service, each of which adds
 *     the address that it was called from
 */
@ConfigurationProperties("pannier.client-address")
record ClientAddressProperties(@DefaultValue("0") int trustedProxies) {

  private static final int MOST = 10;

  ClientAddressProperties {
    RequiredProperty.between("pannier.client-address.trusted-proxies", trustedProxies, 0, MOST);
  }
}
