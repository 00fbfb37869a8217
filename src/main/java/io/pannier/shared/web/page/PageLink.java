package io.pannier.shared.web.page;

/**
 * Something more that the start page leads to, published as a bean.
 *
 * @param path without a slash at its beginning
 * @param text what is found there
 */
public record PageLink(String path, String text) {}
