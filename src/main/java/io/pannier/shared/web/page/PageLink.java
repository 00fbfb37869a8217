package io.pannier.shared.web.page;

/**
 * A further link of the start page, published as a bean.
 *
 * @param path without a slash at its beginning
 * @param text the text of the link
 */
public record PageLink(String path, String text) {}
