package io.pannier.shared.web.problem;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.server.ServerWebExchange;

/**
 * How one API version writes errors. The format with the longest matching prefix is used.
 *
 * @param pathPrefix under which all paths of the version are
 * @param body turned into JSON
 */
public record ErrorFormat(
    String pathPrefix,
    MediaType mediaType,
    Function<ProblemType, HttpStatus> status,
    BiFunction<Problem, ServerWebExchange, Object> body) {}
