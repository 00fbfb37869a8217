package io.pannier.shared.vendure;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A question about variants, of which {@code $skus} says which.
 *
 * @param document in GraphQL
 * @param channel the token of the channel that it is about; absent: the engine's default channel
 * @param language that texts are wanted in; absent where it does not matter
 */
public record VendureQuestion(
    String document, @Nullable String channel, @Nullable Locale language) {}
