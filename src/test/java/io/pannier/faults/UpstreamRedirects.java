package io.pannier.faults;

import io.pannier.local.StubUpstream;
import io.pannier.local.StubUpstreams;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.web.reactive.function.client.WebClientCustomizer;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.util.UriComponentsBuilder;

/** Leads the service's requests to another server than the upstream's stub, for as long as said. */
final class UpstreamRedirects implements WebClientCustomizer {

  private final StubUpstreams stubs;
  private final Map<String, URI> detours = new ConcurrentHashMap<>();

  UpstreamRedirects(StubUpstreams stubs) {
    this.stubs = stubs;
  }

  void set(StubUpstream upstream, URI address) {
    detours.put(authority(upstream), address);
  }

  void clear(StubUpstream upstream) {
    detours.remove(authority(upstream));
  }

  @Override
  public void customize(WebClient.Builder builder) {
    builder.filter((request, next) -> next.exchange(led(request)));
  }

  private ClientRequest led(ClientRequest request) {
    URI address = detours.get(request.url().getAuthority());
    return address == null
        ? request
        : ClientRequest.from(request).url(elsewhere(request.url(), address)).build();
  }

  private static URI elsewhere(URI url, URI address) {
    return UriComponentsBuilder.fromUri(url)
        .host(address.getHost())
        .port(address.getPort())
        .build(true)
        .toUri();
  }

  private String authority(StubUpstream upstream) {
    return URI.create(stubs.server(upstream).baseUrl()).getAuthority();
  }
}
