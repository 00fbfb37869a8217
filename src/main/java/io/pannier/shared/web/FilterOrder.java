package io.pannier.shared.web;

import org.springframework.core.Ordered;

/**
 * The order of all filters, outermost first. Spring Security's, which check access tokens, are at
 * -100.
 */
public final class FilterOrder {

  public static final int TRACE_ID = Ordered.HIGHEST_PRECEDENCE;
  public static final int LOST_CONNECTION = Ordered.HIGHEST_PRECEDENCE + 1;
  public static final int COMPRESSION = Ordered.HIGHEST_PRECEDENCE + 2;

  /** Outside everything that can refuse a request, so that refusals are announced and counted. */
  public static final int V1 = Ordered.HIGHEST_PRECEDENCE + 10;

  public static final int ORIGIN = Ordered.HIGHEST_PRECEDENCE + 20;

  /** Before everything that compares paths; inside CORS, so that a web page can read the answer. */
  public static final int ODD_PATH = Ordered.HIGHEST_PRECEDENCE + 22;

  public static final int ACCEPT = Ordered.HIGHEST_PRECEDENCE + 23;

  /** Inside CORS, so that a web page can read that the version is gone. */
  public static final int RETIRED_V1 = Ordered.HIGHEST_PRECEDENCE + 25;

  /** The features' shares of admission; admission itself is before all filters. */
  public static final int FEATURE_ADMISSION = Ordered.HIGHEST_PRECEDENCE + 31;

  public static final int CHANGES_MADE = Ordered.HIGHEST_PRECEDENCE + 40;

  /** Behind authentication: a bad token is reported first. */
  public static final int BODY_LIMIT = -60;

  public static final int BODY = -59;

  public static final int RANGES = Ordered.LOWEST_PRECEDENCE;

  private FilterOrder() {}
}
