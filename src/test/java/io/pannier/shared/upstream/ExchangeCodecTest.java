package io.pannier.shared.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.pannier.testkit.RawServer;
import io.pannier.testkit.RawServer.Treatment;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufMono;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** What no server can bring about: how the connection is used from this side. */
class ExchangeCodecTest {

  private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nown";

  private final EmbeddedChannel connection = new EmbeddedChannel(new ExchangeCodec());

  @AfterEach
  void close() {
    hangUp();
    connection.releaseInbound();
    connection.releaseOutbound();
  }

  @Test
  void a_connection_that_is_still_being_answered_takes_no_request() {
    write(request());
    receive("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\now");
    FullHttpRequest second = request();

    assertThat(write(second)).isInstanceOf(ExchangeCodec.StaleConnectionException.class);

    assertThat(second.refCnt()).isZero();
    assertThat(connection.isOpen()).isFalse();
  }

  @Test
  void a_connection_that_was_answered_takes_the_next_request() {
    write(request());
    receive(ANSWER);

    assertThat(write(request())).isNull();

    assertThat(Connection.from(connection).isPersistent()).isTrue();
    assertThat(connection.isOpen()).isTrue();
  }

  @Test
  void an_answer_is_handed_over_after_its_connection_was_taken_out_of_use() {
    write(request());

    receive(ANSWER + "stray");

    assertThat(Connection.from(connection).isPersistent()).isFalse();
    assertThat(connection.<HttpResponse>readInbound().status().code()).isEqualTo(200);
  }

  @Test
  void a_failure_of_a_connection_is_stale_only_when_it_is_used_again() {
    write(request());
    connection.pipeline().fireExceptionCaught(new IOException("first"));
    assertThat(failure()).isInstanceOf(IOException.class).hasMessage("first");
    receive(ANSWER);

    connection.pipeline().fireExceptionCaught(new IOException("idle"));
    assertThat(failure()).hasMessage("idle");

    write(request());
    connection.pipeline().fireExceptionCaught(new IllegalStateException("ours"));
    assertThat(failure()).isInstanceOf(IllegalStateException.class);
    connection.pipeline().fireExceptionCaught(new IOException("second"));
    assertThat(failure()).isInstanceOf(ExchangeCodec.StaleConnectionException.class);
    hangUp();
    assertThat(failure()).as("said once").isNull();
  }

  static Stream<Arguments> deaths() {
    return Stream.of(
        Arguments.of("reset", (Treatment) RawServer::reset),
        Arguments.of("closed", (Treatment) Socket::close));
  }

  /** Seen with servers that reset idle connections: a request is on its way to its connection. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("deaths")
  void a_connection_that_breaks_after_it_was_taken_and_before_its_request_is_stale(
      String name, Treatment death) throws Exception {
    CountDownLatch taken = new CountDownLatch(1);
    Treatment dying =
        socket -> {
          RawServer.readRequest(socket);
          RawServer.write(socket, RawServer.answer("first"));
          await(taken);
          death.of(socket);
        };
    Mono<String> neverWritten =
        Mono.defer(
            () -> {
              taken.countDown();
              return Mono.never();
            });
    ConnectionProvider pool = ConnectionProvider.create("one", 1);

    try (RawServer server = new RawServer(dying)) {
      HttpClient http = ExchangeCodec.spokenBy(HttpClient.create(pool)).disableRetry(true);
      assertThat(ask(http, server, Mono.just("?"))).isEqualTo("first");

      assertThatThrownBy(() -> ask(http, server, neverWritten))
          .hasCauseInstanceOf(ExchangeCodec.StaleConnectionException.class);

      assertThat(server.connections()).isEqualTo(1);
    } finally {
      pool.dispose();
    }
  }

  private static @Nullable String ask(HttpClient http, RawServer server, Mono<String> question) {
    return http.post()
        .uri(server.address())
        .send(ByteBufMono.fromString(question))
        .responseContent()
        .aggregate()
        .asString(UTF_8)
        .block(Duration.ofSeconds(20));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void hangUp() {
    var unused = connection.close();
  }

  private @Nullable Throwable failure() {
    try {
      connection.checkException();
      return null;
    } catch (Throwable e) {
      return e;
    }
  }

  /** Why the request could not be written; null where it was. */
  private @Nullable Throwable write(FullHttpRequest request) {
    return connection.writeAndFlush(request).cause();
  }

  private void receive(String bytes) {
    connection.pipeline().fireChannelRead(Unpooled.copiedBuffer(bytes, ISO_8859_1));
    connection.pipeline().fireChannelReadComplete();
  }

  private static FullHttpRequest request() {
    ByteBuf body = Unpooled.copiedBuffer("?", ISO_8859_1);
    return new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/things", body);
  }
}
