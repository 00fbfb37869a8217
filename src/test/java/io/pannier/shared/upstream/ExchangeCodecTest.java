package io.pannier.shared.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.netty.Connection;

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

    assertThat(write(second)).isInstanceOf(StaleConnectionException.class);

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
    assertThat(failure()).isInstanceOf(StaleConnectionException.class);
    hangUp();
    assertThat(failure()).as("said once").isNull();
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
