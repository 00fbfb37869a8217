package io.pannier.cart.adapter.in.web.v2;

import java.util.Currency;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What carts take for granted where a client does not say.
 *
 * @param defaultSellingLocation of what is added
 * @param defaultCurrency of new carts
 */
@ConfigurationProperties("pannier")
record CartV2Properties(
    @DefaultValue("1") int defaultSellingLocation, @DefaultValue("USD") Currency defaultCurrency) {}
