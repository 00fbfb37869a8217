package io.pannier.cart.adapter.in.web.v2;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.cart.CartFixture;
import io.pannier.cart.application.CartResult;
import io.pannier.cart.domain.model.Cart;
import io.pannier.offer.domain.model.Offers;
import io.pannier.shared.model.Deadline;
import io.pannier.testkit.FakeGateways;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

class CartV2ReplyTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "/shop", "/eu/shop"})
  void the_location_of_a_cart_has_the_prefix_that_a_proxy_took_away(String prefix) {
    var request =
        MockServerHttpRequest.post(prefix + "/v2/carts")
            .contextPath(prefix)
            .acceptLanguageAsLocales(Locale.ENGLISH);
    var exchange = MockServerWebExchange.from(request);
    Cart cart =
        Objects.requireNonNull(
            FakeGateways.empty()
                .cartFactory(CartFixture.POLICY)
                .compose(
                    CartFixture.emptyCart(),
                    List.of(),
                    Offers.NONE,
                    Locale.ENGLISH,
                    Deadline.after(Duration.ofSeconds(5)))
                .block());

    new CartV2Reply(exchange).of(new CartResult.Created(cart, CartFixture.TOKEN, true));

    assertThat(exchange.getResponse().getHeaders().getLocation())
        .hasToString(prefix + "/v2/carts/" + cart.stored().id());
  }
}
