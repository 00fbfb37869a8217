package io.pannier.shared.web.v1;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpMethod;

/** One of them is known by name, as a feature makes its own known. */
@Configuration(proxyBeanMethods = false)
@Profile(V1EdgeTest.PROFILE)
class V1EdgeOperations {

  @Bean
  V1Operation readThing() {
    return new V1Operation(HttpMethod.GET, "/v1/things/{id}", "readThing", "/v2/things");
  }
}
