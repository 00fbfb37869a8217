package io.pannier.catalog.adapter.out.http;

import java.util.List;

/** The body of a look-up. */
record CatalogQuestionPayload(List<String> gtins) {}
