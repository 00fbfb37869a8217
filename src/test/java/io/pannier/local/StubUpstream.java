package io.pannier.local;

import java.nio.file.Path;
import java.util.Map;

/**
 * One of the upstream services that a WireMock server stands in for, with the mappings of {@code
 * contracts/upstream/<name>}. What it asks for as credentials opens stubs only and is no secret.
 */
public enum StubUpstream {
  CATALOG(
      "catalog",
      9101,
      Map.of("api-key", "stub-catalog-key", "media-base-url", "https://media.example")),
  PRICING("pricing", 9102, Map.of("token", "stub-pricing-token")),
  INVENTORY("inventory", 9103, Map.of("token", "stub-inventory-token")),
  LEGACY_INVENTORY(
      "legacy-inventory",
      9104,
      Map.of(
          "username", "stub-legacy-user",
          "password", "stub-legacy-password",
          "zone", "America/New_York"));

  private final String id;
  private final int usualPort;

  @SuppressWarnings("ImmutableEnumChecker") // it is: each is a Map.of
  private final Map<String, String> settings;

  StubUpstream(String id, int usualPort, Map<String, String> settings) {
    this.id = id;
    this.usualPort = usualPort;
    this.settings = settings;
  }

  /** Its name in folders and properties. */
  public String id() {
    return id;
  }

  /** The port that it has in the local start unless that is taken. */
  public int usualPort() {
    return usualPort;
  }

  /** Its description, mappings and sample data, below the project's folder. */
  public Path folder() {
    return Path.of("contracts", "upstream", id);
  }

  /** What it needs of {@code pannier.upstream.<name>.*} beside its base URL. */
  public Map<String, String> settings() {
    return settings;
  }
}
