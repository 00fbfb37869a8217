package io.pannier.pricing.adapter.out.http;

import io.pannier.shared.upstream.Expect;

/** Why pricing has no price for one product at one location. */
record PriceErrorPayload(String code) {

  PriceErrorPayload {
    Expect.present(code, "code");
  }
}
