package io.pannier.cart.adapter.out.mongo;

import com.mongodb.RequestContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an operation carries through the driver to its listeners. */
final class CarriedContext implements RequestContext {

  private final Map<Object, Object> values = new ConcurrentHashMap<>();

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  public <T> @Nullable T get(Object key) {
    return (T) values.get(key);
  }

  @Override
  public boolean hasKey(Object key) {
    return values.containsKey(key);
  }

  @Override
  public boolean isEmpty() {
    return values.isEmpty();
  }

  @Override
  public void put(Object key, Object value) {
    values.put(key, value);
  }

  @Override
  public void delete(Object key) {
    values.remove(key);
  }

  @Override
  public int size() {
    return values.size();
  }

  @Override
  public Stream<Map.Entry<Object, Object>> stream() {
    return values.entrySet().stream();
  }
}
