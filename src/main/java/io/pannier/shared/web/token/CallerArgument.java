package io.pannier.shared.web.token;

import java.util.function.Function;
import org.springframework.core.MethodParameter;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Gives controller methods who calls, in the words of their feature.
 *
 * @param type of the argument
 * @param caller of a request; never empty
 */
public record CallerArgument<T>(Class<T> type, Function<ServerWebExchange, Mono<T>> caller)
    implements HandlerMethodArgumentResolver {

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == type;
  }

  @Override
  public Mono<Object> resolveArgument(
      MethodParameter parameter, BindingContext context, ServerWebExchange exchange) {
    return caller.apply(exchange).cast(Object.class);
  }
}
