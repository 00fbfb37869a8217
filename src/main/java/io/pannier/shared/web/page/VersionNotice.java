package io.pannier.shared.web.page;

/**
 * A notice on the start page about an API version that is going to end, published as a bean.
 *
 * @param version as its contracts' names end, as in {@code v1}
 * @param text whole sentences
 * @param guide of {@code docs/}, without its ending: what to do about it
 */
public record VersionNotice(String version, String text, String guide) {}
