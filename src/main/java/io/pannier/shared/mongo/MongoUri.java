package io.pannier.shared.mongo;

import com.mongodb.ConnectionString;
import io.pannier.shared.settings.PropertyChecks;
import io.pannier.shared.settings.UnusablePropertyException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.mongo.MongoProperties;

/**
 * Checks the database's URI before Boot passes it to the driver: a file's line break would become
 * part of the database's name, and the driver's errors quote the URI.
 */
final class MongoUri implements BeanPostProcessor {

  private static final String PROPERTY = "spring.data.mongodb.uri";
  private static final String SRV = "mongodb+srv://";

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    if (bean instanceof MongoProperties properties) {
      properties.setUri(usable(properties.getUri()));
    }
    return bean;
  }

  private static String usable(@Nullable String value) {
    String uri = PropertyChecks.text(PROPERTY, value);
    try {
      var unused = new ConnectionString(withoutLookUps(uri));
    } catch (IllegalArgumentException unreadable) {
      throw new UnusablePropertyException(
          PROPERTY, "must be a MongoDB connection string, user and password percent-encoded");
    }
    return uri;
  }

  /** The driver would look up servers and options in the DNS while it parses the URI. */
  private static String withoutLookUps(String uri) {
    return uri.startsWith(SRV)
        ? "mongodb://" + uri.substring(SRV.length()).replaceFirst("\\?.*", "")
        : uri;
  }
}
