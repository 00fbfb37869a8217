package io.pannier.faults;

import io.pannier.local.StubUpstream;
import io.pannier.local.StubUpstreams;
import io.pannier.shared.upstream.UpstreamClients;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import reactor.netty.http.client.HttpClient;

/** Leads the service's requests to another server than the upstream's stub, for as long as said. */
final class UpstreamRedirects implements UpstreamClients.Customizer {

  private final StubUpstreams stubs;
  private final Map<Integer, SocketAddress> detours = new ConcurrentHashMap<>();

  UpstreamRedirects(StubUpstreams stubs) {
    this.stubs = stubs;
  }

  void set(StubUpstream upstream, URI address) {
    detours.put(port(upstream), new InetSocketAddress(address.getHost(), address.getPort()));
  }

  void clear(StubUpstream upstream) {
    detours.remove(port(upstream));
  }

  @Override
  public HttpClient apply(HttpClient http) {
    Supplier<? extends SocketAddress> usual = http.configuration().remoteAddress();
    return http.remoteAddress(
        () -> {
          InetSocketAddress stub = (InetSocketAddress) usual.get();
          return detours.getOrDefault(stub.getPort(), stub);
        });
  }

  private int port(StubUpstream upstream) {
    return stubs.server(upstream).port();
  }
}
