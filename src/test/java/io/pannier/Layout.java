package io.pannier;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.PackageMatcher;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rooms of the house, as ArchUnit's package patterns; no class lives anywhere else. */
final class Layout {

  static final String ROOT = "io.pannier";
  static final String EVERYTHING = ROOT + "..";

  static final String SHARED = ROOT + ".shared..";
  static final String SHARED_MODEL = ROOT + ".shared.model";
  static final String SHARED_WEB = ROOT + ".shared.web";

  /** What every request meets, by concept. */
  static final String SHARED_WEB_ROOM =
      SHARED_WEB + ".[problem|input|json|token|server|filter|page]";

  static final String SHARED_WEB_V1 = ROOT + ".shared.web.v1";
  static final String SHARED_SETTINGS = ROOT + ".shared.settings";
  static final String SHARED_LOGGING = ROOT + ".shared.logging";
  static final String SHARED_MONGO = ROOT + ".shared.mongo";
  static final String SHARED_STORAGE = ROOT + ".shared.storage";
  static final String SHARED_UPSTREAM = ROOT + ".shared.upstream";
  static final String SHARED_VENDURE = ROOT + ".shared.vendure";
  static final String SHARED_CACHE = ROOT + ".shared.cache";
  static final String SHARED_WARMUP = ROOT + ".shared.warmup";

  static final Set<String> FEATURES =
      Set.of("catalog", "pricing", "inventory", "offer", "product", "cart", "allocation");

  private static final String ANY_FEATURE = String.join("|", FEATURES);

  static final String FEATURE = ROOT + ".[" + ANY_FEATURE + "]";
  static final String DOMAIN = FEATURE + ".domain";
  static final String MODEL = FEATURE + ".domain.model";
  static final String PORT = FEATURE + ".domain.port";
  static final String APPLICATION = FEATURE + ".application";

  /** What all versions of one feature need at the edge. */
  static final String WEB = FEATURE + ".adapter.in.web";

  static final String WEB_V1 = FEATURE + ".adapter.in.web.v1";
  static final String WEB_V2 = FEATURE + ".adapter.in.web.v2";
  static final String OUT_HTTP = FEATURE + ".adapter.out.http";
  static final String OUT_VENDURE = FEATURE + ".adapter.out.vendure";
  static final String OUT_MONGO = FEATURE + ".adapter.out.mongo";

  static final String ADAPTER = FEATURE + ".adapter..";

  /** Every room there is. */
  static final List<String> ROOMS =
      List.of(
          ROOT,
          SHARED_MODEL,
          SHARED_WEB,
          SHARED_WEB_ROOM,
          SHARED_WEB_V1,
          SHARED_SETTINGS,
          SHARED_LOGGING,
          SHARED_MONGO,
          SHARED_STORAGE,
          SHARED_UPSTREAM,
          SHARED_VENDURE,
          SHARED_CACHE,
          SHARED_WARMUP,
          FEATURE,
          DOMAIN,
          MODEL,
          PORT,
          APPLICATION,
          WEB,
          WEB_V1,
          WEB_V2,
          OUT_HTTP,
          OUT_VENDURE,
          OUT_MONGO);

  private static final PackageMatcher OF_A_FEATURE =
      PackageMatcher.of(ROOT + ".(" + ANY_FEATURE + ")..");
  private static final PackageMatcher OF_A_VERSION = PackageMatcher.of(ROOT + "..web.(v*)");
  private static final PackageMatcher OF_AN_ADAPTER = PackageMatcher.of(ADAPTER);
  private static final PackageMatcher OF_PORTS = PackageMatcher.of(PORT);
  private static final PackageMatcher OF_A_DOMAIN = PackageMatcher.of(DOMAIN + "..");

  private Layout() {}

  /**
   * The feature that a class belongs to; empty for what is shared and for the rest of the world.
   */
  static Optional<String> featureOf(JavaClass type) {
    return OF_A_FEATURE.match(type.getPackageName()).map(found -> found.getGroup(1));
  }

  /** The API version that a class belongs to, such as {@code v1}. */
  static Optional<String> versionOf(JavaClass type) {
    return OF_A_VERSION.match(type.getPackageName()).map(found -> found.getGroup(1));
  }

  static boolean isOfAnAdapter(JavaClass type) {
    return OF_AN_ADAPTER.matches(type.getPackageName());
  }

  /** Whether a class belongs to what the versions of another class's feature share. */
  static boolean isSharedByTheVersionsOf(JavaClass shared, JavaClass user) {
    return PackageMatcher.of(WEB).matches(shared.getPackageName())
        && versionOf(user).isPresent()
        && featureOf(shared).equals(featureOf(user));
  }

  static boolean isOfADomain(JavaClass type) {
    return OF_A_DOMAIN.matches(type.getPackageName());
  }

  static boolean isAPort(JavaClass type) {
    return type.isInterface() && OF_PORTS.matches(type.getPackageName());
  }
}
