package io.pannier;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.pannier.ArchitectureConditions.beInjectedOnlyWhereTheyAreNamed;
import static io.pannier.ArchitectureConditions.haveSeveralImplementations;
import static io.pannier.ArchitectureConditions.knowNoAdapterButTheirOwn;
import static io.pannier.ArchitectureConditions.knowNoApiVersionButTheirOwn;
import static io.pannier.ArchitectureConditions.nameTheLocale;
import static io.pannier.ArchitectureConditions.neitherHoldNorTakeNorWrapAPort;
import static io.pannier.ArchitectureConditions.notProxyTheirBeanMethods;
import static io.pannier.ArchitectureConditions.resideInANullMarkedPackage;
import static io.pannier.ArchitectureConditions.shareTheirPackageWithOneConfiguration;
import static io.pannier.ArchitectureConditions.stayInTheReactiveChain;
import static io.pannier.ArchitectureConditions.useOnlyTheDomainOfOtherFeatures;
import static io.pannier.FeatureNames.nameNoFeature;
import static io.pannier.Layout.ADAPTER;
import static io.pannier.Layout.APPLICATION;
import static io.pannier.Layout.DOMAIN;
import static io.pannier.Layout.EVERYTHING;
import static io.pannier.Layout.FEATURE;
import static io.pannier.Layout.MODEL;
import static io.pannier.Layout.OUT_HTTP;
import static io.pannier.Layout.OUT_MONGO;
import static io.pannier.Layout.OUT_VENDURE;
import static io.pannier.Layout.PORT;
import static io.pannier.Layout.ROOMS;
import static io.pannier.Layout.ROOT;
import static io.pannier.Layout.SHARED;
import static io.pannier.Layout.SHARED_CACHE;
import static io.pannier.Layout.SHARED_LOGGING;
import static io.pannier.Layout.SHARED_MODEL;
import static io.pannier.Layout.SHARED_MONGO;
import static io.pannier.Layout.SHARED_SETTINGS;
import static io.pannier.Layout.SHARED_STORAGE;
import static io.pannier.Layout.SHARED_UPSTREAM;
import static io.pannier.Layout.SHARED_VENDURE;
import static io.pannier.Layout.SHARED_WARMUP;
import static io.pannier.Layout.SHARED_WEB;
import static io.pannier.Layout.SHARED_WEB_ROOM;
import static io.pannier.Layout.SHARED_WEB_V1;
import static io.pannier.Layout.WEB;
import static io.pannier.Layout.WEB_V1;
import static io.pannier.Layout.WEB_V2;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/**
 * The rules that keep the house as it is; docs/architecture.md says why. What a layer may use is a
 * list of what is allowed, so that whatever is new has to be argued for.
 */
enum ArchitectureRule {
  MODELS_USE_JAVA_AND_MODELS(
      classes()
          .that()
          .resideInAnyPackage(MODEL, SHARED_MODEL)
          .should()
          .onlyDependOnClassesThat(Allowed.IN_MODELS)),

  SHARED_MODEL_USES_ITSELF(
      classes()
          .that()
          .resideInAPackage(SHARED_MODEL)
          .should()
          .onlyDependOnClassesThat(
              resideOutsideOfPackage(EVERYTHING).or(resideInAPackage(SHARED_MODEL)))),

  DOMAINS_ADD_REACTIVE_RETURN_TYPES(
      classes()
          .that()
          .resideInAnyPackage(DOMAIN, PORT)
          .should()
          .onlyDependOnClassesThat(Allowed.IN_DOMAINS)),

  APPLICATIONS_ADD_LOGGING_AND_STORAGE(
      classes()
          .that()
          .resideInAPackage(APPLICATION)
          .should()
          .onlyDependOnClassesThat(Allowed.IN_APPLICATIONS)),

  SHARED_STORAGE_KNOWS_NO_TECHNOLOGY(
      classes()
          .that()
          .resideInAPackage(SHARED_STORAGE)
          .should()
          .onlyDependOnClassesThat(Allowed.IN_SHARED_STORAGE)),

  FEATURES_ARE_PUT_TOGETHER_WITH_SPRING_AND_COUNTERS(
      classes()
          .that()
          .resideInAPackage(FEATURE)
          .should()
          .onlyDependOnClassesThat(Allowed.IN_CONFIGURATIONS)),

  CONFIGURATIONS_ARE_PLAIN_AND_HIDDEN(
      classes()
          .that()
          .areAnnotatedWith(Configuration.class)
          .should(notProxyTheirBeanMethods())
          .andShould()
          .bePackagePrivate()),

  DRIVEN_ADAPTERS_WIRE_THEMSELVES_IN_ONE_PLACE(
      classes()
          .that()
          .resideInAnyPackage(OUT_HTTP, OUT_VENDURE, OUT_MONGO)
          .should(shareTheirPackageWithOneConfiguration())),

  DRIVEN_ADAPTERS_ARE_NOT_SCANNED(
      classes()
          .that()
          .resideInAnyPackage(OUT_HTTP, OUT_VENDURE, OUT_MONGO)
          .and()
          .areNotAnnotatedWith(Configuration.class)
          .should()
          .notBeMetaAnnotatedWith(Component.class)),

  DRIVEN_ADAPTERS_EXPOSE_ONLY_THEIR_PORT(
      methods()
          .that()
          .areDeclaredInClassesThat()
          .resideInAnyPackage(OUT_HTTP, OUT_VENDURE, OUT_MONGO)
          .and()
          .areAnnotatedWith(Bean.class)
          .should()
          .haveRawReturnType(Allowed.AS_BEANS_OF_DRIVEN_ADAPTERS)),

  ADAPTERS_OF_UPSTREAMS_ARE_FOR_THEIR_FEATURE_TO_COMPOSE(
      methods()
          .that()
          .areDeclaredInClassesThat()
          .resideInAnyPackage(OUT_HTTP, OUT_VENDURE)
          .and()
          .areAnnotatedWith(Bean.class)
          .and()
          .haveRawReturnType(resideInAPackage(PORT))
          .should(beInjectedOnlyWhereTheyAreNamed())),

  ADAPTERS_OF_UPSTREAMS_WRAP_NO_PORT(
      classes()
          .that()
          .resideInAnyPackage(OUT_HTTP, OUT_VENDURE)
          .should(neitherHoldNorTakeNorWrapAPort())),

  DOMAIN_AND_APPLICATION_NEVER_BLOCK(
      classes()
          .that()
          .resideInAnyPackage(SHARED_MODEL, SHARED_STORAGE, DOMAIN + "..", APPLICATION)
          .and()
          .doNotHaveFullyQualifiedName(Allowed.TO_SUBSCRIBE)
          .should(stayInTheReactiveChain())),

  ADAPTERS_ARE_PACKAGE_PRIVATE(
      classes()
          .that()
          .resideInAPackage(ADAPTER)
          .and()
          .resideOutsideOfPackage(WEB)
          .and()
          .areTopLevelClasses()
          .should()
          .bePackagePrivate()),

  API_VERSIONS_DO_NOT_KNOW_EACH_OTHER(
      classes().that().resideInAPackage(EVERYTHING).should(knowNoApiVersionButTheirOwn())),

  ADAPTERS_DO_NOT_KNOW_EACH_OTHER(
      classes().that().resideInAPackage(EVERYTHING).should(knowNoAdapterButTheirOwn())),

  DRIVING_ADAPTERS_LOOK_INWARDS(
      classes()
          .that()
          .resideInAnyPackage(WEB, WEB_V1, WEB_V2)
          .should()
          .onlyDependOnClassesThat(
              resideOutsideOfPackage(EVERYTHING)
                  .or(
                      resideInAnyPackage(
                          WEB,
                          WEB_V1,
                          WEB_V2,
                          APPLICATION,
                          DOMAIN + "..",
                          SHARED_MODEL,
                          SHARED_STORAGE,
                          SHARED_SETTINGS,
                          SHARED_WARMUP,
                          SHARED_WEB,
                          SHARED_WEB_ROOM,
                          SHARED_WEB_V1)))),

  ONLY_STORES_KNOW_MONGO(
      classes()
          .that()
          .resideOutsideOfPackages(OUT_MONGO, SHARED_MONGO)
          .should()
          .onlyDependOnClassesThat(
              resideOutsideOfPackages(
                  SHARED_MONGO,
                  "com.mongodb..",
                  "org.bson..",
                  "org.springframework.data.mongodb.."))),

  ONLY_ADAPTERS_OF_VENDURE_KNOW_IT(
      classes()
          .that()
          .resideOutsideOfPackages(OUT_VENDURE, SHARED_VENDURE)
          .should()
          .onlyDependOnClassesThat(resideOutsideOfPackage(SHARED_VENDURE))),

  DRIVEN_ADAPTERS_LOOK_INWARDS(
      classes()
          .that()
          .resideInAnyPackage(OUT_HTTP, OUT_VENDURE, OUT_MONGO)
          .should()
          .onlyDependOnClassesThat(
              resideOutsideOfPackage(EVERYTHING)
                  .or(
                      resideInAnyPackage(
                          OUT_HTTP,
                          OUT_VENDURE,
                          OUT_MONGO,
                          DOMAIN + "..",
                          SHARED_MODEL,
                          SHARED_MONGO,
                          SHARED_STORAGE,
                          SHARED_SETTINGS,
                          SHARED_LOGGING,
                          SHARED_UPSTREAM,
                          SHARED_VENDURE,
                          SHARED_WARMUP)))),

  FEATURES_USE_ONLY_EACH_OTHERS_DOMAIN(
      classes().that().resideInAPackage(FEATURE + "..").should(useOnlyTheDomainOfOtherFeatures())),

  WHAT_IS_SHARED_KNOWS_NO_FEATURE(
      classes()
          .that()
          .resideInAnyPackage(ROOT, SHARED)
          .should()
          .onlyDependOnClassesThat(
              resideOutsideOfPackage(EVERYTHING).or(resideInAnyPackage(ROOT, SHARED)))),

  WHAT_IS_SHARED_NAMES_NO_FEATURE(
      classes()
          .that()
          .resideInAPackage(SHARED)
          .and()
          .resideOutsideOfPackage(SHARED_MODEL)
          .should(nameNoFeature())),

  FEATURES_HAVE_NO_CYCLES(slices().matching(ROOT + ".(*)..").should().beFreeOfCycles()),

  PACKAGES_HAVE_NO_CYCLES(slices().matching(ROOT + ".(**)").should().beFreeOfCycles()),

  EVERY_CLASS_HAS_ITS_ROOM(classes().should().resideInAnyPackage(ROOMS.toArray(String[]::new))),

  THE_DOMAIN_HAS_NO_SETTERS(
      methods()
          .that()
          .areDeclaredInClassesThat()
          .resideInAnyPackage(SHARED_MODEL, DOMAIN + "..")
          .should()
          .haveNameNotMatching("set[A-Z].*")),

  NOTHING_IS_INJECTED_INTO_FIELDS(
      fields()
          .that()
          .areDeclaredInClassesThat()
          .resideInAPackage(EVERYTHING)
          .should()
          .notBeAnnotatedWith(Allowed.FOREIGN_TO_FIELDS)),

  NOTHING_IS_INJECTED_INTO_SETTERS(
      methods()
          .that()
          .areDeclaredInClassesThat()
          .resideInAPackage(EVERYTHING)
          .should()
          .notBeAnnotatedWith(Allowed.INJECTING)),

  ONLY_PORTS_HAVE_A_SINGLE_IMPLEMENTATION(
      classes()
          .that()
          .areInterfaces()
          .and()
          .areNotAnnotations()
          .and()
          .resideOutsideOfPackage(PORT)
          .and()
          .doNotHaveSimpleName("package-info")
          .should(haveSeveralImplementations())),

  NOTHING_GOES_BY_THE_MACHINE_S_LANGUAGE(classes().should(nameTheLocale())),

  EVERY_PACKAGE_IS_NULL_MARKED(classes().should(resideInANullMarkedPackage()));

  /** ArchUnit's rules are values: each refinement gives a new one. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final ArchRule rule;

  ArchitectureRule(ArchRule rule) {
    this.rule = rule;
  }

  ArchRule rule() {
    return rule.as(name().toLowerCase(Locale.ROOT).replace('_', ' '));
  }

  /** What each layer may use. */
  private static final class Allowed {

    static final DescribedPredicate<JavaClass> IN_MODELS =
        resideInAnyPackage("java..", "org.jspecify.annotations", MODEL, SHARED_MODEL);

    /** What runs rounds of commands on its own, so that nobody's cancellation ends another's. */
    static final String TO_SUBSCRIBE = ROOT + ".shared.storage.GroupCommit";

    static final DescribedPredicate<JavaClass> MONO_AND_FLUX =
        describe(
            "are Mono or Flux",
            type ->
                type.getName().equals("reactor.core.publisher.Mono")
                    || type.getName().equals("reactor.core.publisher.Flux"));

    /** What a port's calls may end in is in shared.storage. */
    static final DescribedPredicate<JavaClass> IN_DOMAINS =
        IN_MODELS
            .or(
                resideInAnyPackage(
                    DOMAIN, PORT, SHARED_STORAGE, "reactor.util.function", "org.reactivestreams"))
            .or(MONO_AND_FLUX);

    static final DescribedPredicate<JavaClass> IN_SHARED_STORAGE =
        resideInAnyPackage(
                "java..",
                "org.jspecify.annotations",
                "org.reactivestreams",
                "reactor.util.retry",
                "reactor.util.context",
                SHARED_MODEL,
                SHARED_STORAGE)
            .or(MONO_AND_FLUX);

    static final DescribedPredicate<JavaClass> IN_APPLICATIONS =
        IN_DOMAINS.or(resideInAnyPackage(APPLICATION, "org.slf4j"));

    /** The cache is composed around a port by the feature, whatever adapter was chosen. */
    static final DescribedPredicate<JavaClass> IN_CONFIGURATIONS =
        IN_APPLICATIONS.or(
            resideInAnyPackage(
                FEATURE,
                SHARED_SETTINGS,
                SHARED_CACHE,
                "org.springframework..",
                "io.micrometer.core.instrument"));

    /**
     * The port; what Boot itself asks for, such as a health indicator; indexes, which health looks
     * at; what the warm-up needs of it; a helper that nobody else can see. A second bean that
     * implements the port would be a decorator left outside.
     */
    static final DescribedPredicate<JavaClass> AS_BEANS_OF_DRIVEN_ADAPTERS =
        resideInAnyPackage(PORT, SHARED_MONGO, SHARED_WARMUP, "org.springframework.boot..")
            .or(
                describe(
                    "are helpers of the adapter itself",
                    type ->
                        Layout.isOfAnAdapter(type)
                            && !type.getModifiers().contains(JavaModifier.PUBLIC)
                            && type.getAllRawInterfaces().stream()
                                .noneMatch(resideInAPackage(PORT))));

    /** Mapping and validation may stand on a field; nothing else has a reason to. */
    static final DescribedPredicate<JavaAnnotation<?>> FOREIGN_TO_FIELDS =
        describe(
            "an annotation that does not map or validate",
            annotation ->
                !resideInAnyPackage(
                        "java.lang",
                        "org.jspecify.annotations",
                        "com.fasterxml.jackson..",
                        "org.springframework.data..")
                    .test(annotation.getRawType()));

    /** A qualifier alone injects nothing; on a bean's method it names the bean. */
    static final DescribedPredicate<JavaAnnotation<?>> INJECTING =
        describe(
            "an annotation that injects",
            annotation ->
                !annotation.getRawType().isEquivalentTo(Qualifier.class)
                    && resideInAnyPackage(
                            "org.springframework.beans.factory.annotation",
                            "jakarta.inject",
                            "jakarta.annotation")
                        .test(annotation.getRawType()));
  }
}
