package io.pannier.shared.upstream;

import java.io.ByteArrayOutputStream;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.core.publisher.Mono;

/**
 * Reads bodies up to a limit. Spring's own limit gives the buffer that exceeds it back twice, which
 * Netty notices: an error in the log, and a stack trace, for each answer that is too large.
 */
record BoundedBody(DataSize largest) {

  /**
   * The whole body; nothing where it is empty.
   *
   * @return {@link UpstreamException.TooLarge} if it is larger, or says so in advance: then nothing
   *     of it is read, and the connection is closed
   */
  Mono<byte[]> of(ClientResponse response) {
    return response.headers().contentLength().orElse(0) > largest.toBytes()
        ? unread(response)
        : read(response);
  }

  /** Cancelled before it fails: what fails with a body at hand is drained by Spring. */
  private static Mono<byte[]> unread(ClientResponse response) {
    return Mono.defer(
        () -> {
          response
              .bodyToFlux(DataBuffer.class)
              .subscribe(DataBufferUtils.releaseConsumer())
              .dispose();
          return Mono.error(UpstreamException.tooLarge());
        });
  }

  private Mono<byte[]> read(ClientResponse response) {
    return response
        .bodyToFlux(DataBuffer.class)
        .map(BoundedBody::taken)
        .collect(ByteArrayOutputStream::new, this::append)
        .map(ByteArrayOutputStream::toByteArray)
        .filter(body -> body.length > 0);
  }

  /** Given back before anything can fail: who fails with a buffer at hand gives it back again. */
  private static byte[] taken(DataBuffer buffer) {
    byte[] bytes = new byte[buffer.readableByteCount()];
    buffer.read(bytes);
    DataBufferUtils.release(buffer);
    return bytes;
  }

  private void append(ByteArrayOutputStream body, byte[] more) {
    if (body.size() + more.length > largest.toBytes()) {
      throw UpstreamException.tooLarge();
    }
    body.writeBytes(more);
  }
}
