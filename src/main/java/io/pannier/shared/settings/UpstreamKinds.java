package io.pannier.shared.settings;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionEvaluationReport;
import org.springframework.boot.autoconfigure.condition.ConditionEvaluationReport.ConditionAndOutcomes;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/** Which adapter of an upstream is used: that of the kind which its setting names. */
public final class UpstreamKinds {

  /** The contract in {@code contracts/upstream}, which is asked where the setting says nothing. */
  public static final String REFERENCE = "reference";

  private UpstreamKinds() {}

  /** The kind that is set; white space around it means nothing. */
  public static String chosen(Environment environment, String upstream) {
    String kind = environment.getProperty(property(upstream), "").strip();
    return kind.isEmpty() ? REFERENCE : kind;
  }

  static String property(String upstream) {
    return "pannier.upstream." + upstream + ".kind";
  }

  /**
   * The adapter of the chosen kind.
   *
   * @param adapters those beans that are there
   * @throws UnusablePropertyException if there is none, which names the kinds that there are, or
   *     several
   */
  public static <T> T adapter(
      String upstream, ObjectProvider<T> adapters, ConfigurableListableBeanFactory beans) {
    List<T> found = adapters.stream().toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    String kind = chosen(beans.getBean(Environment.class), upstream);
    Set<String> kinds = kinds(upstream, beans);
    String problem;
    if (found.size() > 1) {
      problem = "is " + kind + ", and " + found.size() + " adapters want to be used for it";
    } else if (kinds.contains(kind)) {
      problem = "is " + kind + ", whose configuration makes no bean with the qualifier adapter";
    } else {
      problem = "is " + kind + ", but must be one of: " + String.join(", ", kinds);
    }
    throw new UnusablePropertyException(property(upstream), problem);
  }

  /** Of all configurations that Boot has looked at, whether they count or not. */
  private static Set<String> kinds(String upstream, ConfigurableListableBeanFactory beans) {
    return ConditionEvaluationReport.get(beans)
        .getConditionAndOutcomesBySource()
        .entrySet()
        .stream()
        .filter(configuration -> isOfAKind(configuration.getValue()))
        .map(configuration -> kindOf(configuration.getKey(), beans.getBeanClassLoader()))
        .filter(kind -> kind.upstream().equals(upstream))
        .map(ConditionalOnUpstreamKind::kind)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isOfAKind(ConditionAndOutcomes conditions) {
    return conditions.stream()
        .anyMatch(one -> one.getCondition() instanceof ConditionalOnUpstreamKind.OnUpstreamKind);
  }

  private static ConditionalOnUpstreamKind kindOf(String className, @Nullable ClassLoader loader) {
    Class<?> configuration = ClassUtils.resolveClassName(className, loader);
    return Objects.requireNonNull(
        AnnotatedElementUtils.findMergedAnnotation(configuration, ConditionalOnUpstreamKind.class));
  }
}
