package io.pannier.shared.settings;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionEvaluationReport;
import org.springframework.boot.autoconfigure.condition.ConditionEvaluationReport.ConditionAndOutcomes;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/** Which adapter of an upstream is used: that of the kind which its setting names. */
public final class UpstreamKinds {

  /** The contract in {@code contracts/upstream}, which is asked where the setting says nothing. */
  public static final String REFERENCE = "reference";

  private static final ConfigurationPropertyName UPSTREAMS =
      ConfigurationPropertyName.of("pannier.upstream");

  private UpstreamKinds() {}

  /** The kind that is set; white space around it means nothing. */
  public static String chosen(Environment environment, String upstream) {
    String kind = environment.getProperty(property(upstream), "").strip();
    return kind.isEmpty() ? REFERENCE : kind;
  }

  /** Whether this kind is chosen for any upstream. */
  static boolean isChosen(Environment environment, String kind) {
    return StreamSupport.stream(ConfigurationPropertySources.get(environment).spliterator(), false)
        .filter(source -> source instanceof IterableConfigurationPropertySource)
        .flatMap(source -> ((IterableConfigurationPropertySource) source).stream())
        .filter(name -> UPSTREAMS.isAncestorOf(name) && name.getNumberOfElements() == 4)
        .filter(name -> name.getLastElement(Form.UNIFORM).equals("kind"))
        .map(name -> name.getElement(2, Form.DASHED))
        .anyMatch(upstream -> chosen(environment, upstream).equals(kind));
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
