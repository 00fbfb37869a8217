package io.pannier.product;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What product pages take for granted.
 *
 * @param defaultSellingLocation where prices and stock are told if the client names no location
 */
@ConfigurationProperties("pannier")
record ProductProperties(@DefaultValue("1") int defaultSellingLocation) {}
