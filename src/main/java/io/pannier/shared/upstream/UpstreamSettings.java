package io.pannier.shared.upstream;

import io.pannier.shared.model.Source;
import java.net.URI;
import java.time.Duration;
import org.springframework.http.MediaType;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;

/**
 * What differs from upstream to upstream.
 *
 * @param instance its name under {@code resilience4j.*}; without a dash, since environment
 *     variables would otherwise make a second instance beside it
 * @param timeout of one attempt
 * @param largestAnswer above it an answer is refused
 * @param mediaType of answers
 * @param credentials added to every request, and never logged
 */
public record UpstreamSettings(
    Source source,
    String instance,
    URI baseUrl,
    Duration timeout,
    DataSize largestAnswer,
    MediaType mediaType,
    ExchangeFilterFunction credentials) {}
