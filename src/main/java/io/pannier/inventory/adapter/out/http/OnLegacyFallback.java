package io.pannier.inventory.adapter.out.http;

import io.pannier.shared.settings.UpstreamKinds;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Whether the legacy inventory stands behind the chosen one. It knows the products of the reference
 * inventory, so behind any other it must be switched on.
 */
final class OnLegacyFallback implements Condition {

  @Override
  public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
    Environment environment = context.getEnvironment();
    return Binder.get(environment)
        .bind("pannier.inventory.legacy-fallback.enabled", Boolean.class)
        .orElseGet(
            () -> UpstreamKinds.chosen(environment, "inventory").equals(UpstreamKinds.REFERENCE));
  }
}
