package io.pannier.product;

import io.pannier.contract.ContractWebClient;
import io.pannier.testkit.FakeGateways;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/**
 * Product pages over HTTP, held to the contracts, over gateways in memory that are new each time.
 */
@AutoConfigureObservability
@SpringBootTest(
    classes = ProductWebSlice.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "pannier.cors.allowed-origins[0]=https://shop.example")
public abstract class ProductWebTest {

  protected final WebTestClient client;
  protected final FakeGateways gateways;

  protected ProductWebTest(WebTestClient client, ProductWebSlice slice) {
    this.client = ContractWebClient.watching(client);
    this.gateways = slice.renew();
  }

  protected static BodyContentSpec expectProblem(ResponseSpec response, int status, String code) {
    return response
        .expectStatus()
        .isEqualTo(status)
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectHeader()
        .valueEquals(HttpHeaders.CACHE_CONTROL, "no-store")
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo(code)
        .jsonPath("$.status")
        .isEqualTo(status);
  }
}
