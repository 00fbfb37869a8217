package io.pannier;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The service: carts and product pages over four upstream services and a MongoDB. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class PannierApplication {

  public static void main(String[] args) {
    SpringApplication.run(PannierApplication.class, args);
  }
}
