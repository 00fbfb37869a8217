package io.pannier.shared.upstream;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;

/**
 * A test of one adapter with the service's own configuration around it. Attempts may take long, so
 * that a busy machine fails no test.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@AutoConfigureObservability
@SpringBootTest(
    classes = UpstreamTestConfiguration.class,
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = {
      "pannier.upstream.log-interval=0s",
      "pannier.upstream.catalog.timeout=10s",
      "pannier.upstream.catalog.api-key=the-catalog-key",
      "pannier.upstream.catalog.media-base-url=https://media.example/pictures",
      "pannier.upstream.pricing.timeout=10s",
      "pannier.upstream.pricing.token=the-pricing-token",
      "pannier.upstream.inventory.timeout=10s",
      "pannier.upstream.inventory.token=the-inventory-token",
      "pannier.upstream.legacy-inventory.timeout=10s",
      "pannier.upstream.legacy-inventory.username=pannier",
      "pannier.upstream.legacy-inventory.password=the-legacy-password",
      "pannier.upstream.legacy-inventory.zone=Europe/Berlin"
    })
public @interface UpstreamTest {}
