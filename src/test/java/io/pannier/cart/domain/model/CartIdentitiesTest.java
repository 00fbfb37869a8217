package io.pannier.cart.domain.model;

import static io.pannier.cart.CartFixture.SOAP;
import static io.pannier.cart.CartFixture.TISSUES;
import static io.pannier.cart.CartFixture.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pannier.cart.domain.model.CartOwner.Customer;
import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.model.ProductId.Upc;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What names carts, lines and changes, and what opens a guest's cart. */
class CartIdentitiesTest {

  @Test
  void a_cart_s_id_has_128_random_bits() {
    assertThat(Stream.generate(CartId::random).limit(1_000)).doesNotHaveDuplicates();
    assertThat(Base64.getUrlDecoder().decode(CartId.random().value())).hasSize(16);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "../../etc/passwd/aaaaaaaaaaaa", "aaaaaaaaaaaaaaaaaaaaaa\n"})
  void what_is_no_id_is_refused(String text) {
    assertThat(CartId.isOne(text)).isFalse();
    assertThatThrownBy(() -> new CartId(text)).isInstanceOf(InvalidValueException.class);
  }

  @Test
  void a_token_has_256_random_bits_and_only_its_hash_can_be_told() {
    CartToken token = CartToken.random();

    assertThat(Base64.getUrlDecoder().decode(token.secret())).hasSize(32);
    assertThat(token.toString()).doesNotContain(token.secret());
    assertThat(token.hash().hex()).hasSize(64).doesNotContain(token.secret());
    assertThat(token.hash().matches(token)).isTrue();
    assertThat(token.hash().matches(CartToken.random())).isFalse();
  }

  @Test
  void a_line_is_named_by_what_it_holds_however_the_product_is_written() {
    assertThat(LineId.of(at(TISSUES, 1)))
        .isEqualTo(LineId.of(at(Upc.parse("00036000291452"), 1)))
        .isNotEqualTo(LineId.of(at(TISSUES, 2)))
        .isNotEqualTo(LineId.of(at(SOAP, 1)));
  }

  @Test
  void a_change_is_the_same_if_key_and_command_are() {
    assertThat(Receipts.Key.of("key", "command"))
        .isEqualTo(Receipts.Key.of("key", "command"))
        .isNotEqualTo(Receipts.Key.of("key", "other"))
        .isNotEqualTo(Receipts.Key.of("other", "command"));
  }

  /** Clients keep ids across releases, documents the hashes: none of these may ever change. */
  @Test
  void ids_and_hashes_are_the_same_in_every_release() {
    assertThat(LineId.of(at(TISSUES, 412)).value()).isEqualTo("00036000291452-412");
    assertThat(Receipts.Key.of("key", "command").keyHash())
        .isEqualTo("2c70e12b7a0646f92279f427c7b38e7334d8e5389cff167a1dc30e73f826b683");
    assertThat(new CartToken("a-guest-s-own-token").hash().hex())
        .isEqualTo("4490b6f32eca1e9e8d286519521fe032c7176843c05af9f3d948f513f0f779ea");
    assertThat(Customer.of("https://issuer.example", "somebody").hash())
        .isEqualTo("6fd8b7b7fc6df2703f12e8ca356ade063dc28b1c3759c25202225f505e32d7e5");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
  void nothing_holds_less_than_one(int quantity) {
    assertThatThrownBy(() -> new CartEntry(at(TISSUES, 1), quantity))
        .isInstanceOf(InvalidValueException.class);
    assertThatThrownBy(() -> new CartLine(at(TISSUES, 1), quantity, null))
        .isInstanceOf(InvalidValueException.class);
  }
}
