package io.pannier.inventory.adapter.out.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;

/** There only where the legacy inventory stands in: without it, nothing of it is needed. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ConditionalOnProperty(
    name = "pannier.inventory.legacy-fallback.enabled",
    havingValue = "true",
    matchIfMissing = true)
@interface ConditionalOnLegacyFallback {}
