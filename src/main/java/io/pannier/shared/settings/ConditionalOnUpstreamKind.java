package io.pannier.shared.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * What counts only where {@code pannier.upstream.<upstream>.kind} chooses this kind of adapter: a
 * configuration that makes the adapter, and the properties that only it needs. It also makes the
 * kind known to the report of a start that is refused for another one.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Conditional(ConditionalOnUpstreamKind.OnUpstreamKind.class)
public @interface ConditionalOnUpstreamKind {

  /**
   * The upstream, as settings name it. Left out: whichever of them, for what adapters of several
   * upstreams share.
   */
  String upstream() default "";

  /** What the property says: lower-case letters, digits and dashes. */
  String kind();

  /** Boot keeps its outcomes, matches or not, and so knows all the kinds that there are. */
  final class OnUpstreamKind extends SpringBootCondition {

    @Override
    public ConditionOutcome getMatchOutcome(
        ConditionContext context, AnnotatedTypeMetadata annotated) {
      Map<String, Object> wanted =
          Objects.requireNonNull(
              annotated.getAnnotationAttributes(ConditionalOnUpstreamKind.class.getName()));
      String upstream = (String) Objects.requireNonNull(wanted.get("upstream"));
      String kind = (String) Objects.requireNonNull(wanted.get("kind"));
      if (upstream.isEmpty()) {
        return new ConditionOutcome(
            UpstreamKinds.isChosen(context.getEnvironment(), kind), kind + " of any upstream");
      }
      String chosen = UpstreamKinds.chosen(context.getEnvironment(), upstream);
      return new ConditionOutcome(
          chosen.equals(kind), UpstreamKinds.property(upstream) + " is " + chosen);
    }
  }
}
