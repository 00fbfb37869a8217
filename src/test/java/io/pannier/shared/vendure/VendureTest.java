package io.pannier.shared.vendure;

import io.pannier.shared.upstream.UpstreamTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** A test of one adapter of this engine, as {@link UpstreamTest} is of any. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@UpstreamTest
@Import(VendureConfiguration.class)
@TestPropertySource(
    properties = {
      "pannier.upstream.catalog.kind=vendure",
      "pannier.upstream.pricing.kind=vendure",
      "pannier.upstream.inventory.kind=vendure",
      "pannier.vendure.username=pannier",
      "pannier.vendure.password=the engine's password",
      "pannier.vendure.login-timeout=10s",
      "pannier.vendure.login-pause=1ms",
      "pannier.vendure.locations.412.channel=channel-of-the-city",
      "pannier.vendure.locations.412.stock-locations=1,2",
      "pannier.vendure.locations.413.channel=channel-of-the-city",
      "pannier.vendure.locations.500.channel=channel-of-the-country"
    })
public @interface VendureTest {}
