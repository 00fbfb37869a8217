package io.pannier.shared.upstream;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.core.publisher.Mono;

/**
 * Reads bodies up to a limit. Spring's own limit releases the buffer that exceeds it twice, for
 * which Netty logs an error with a stack trace, once for each answer that is too large.
 */
final class BoundedBody {

  private static final int MOST_DISCARDED = 4_096;

  private static final Duration SOON = Duration.ofMillis(50);

  private final DataSize largest;

  BoundedBody(DataSize largest) {
    this.largest = largest;
  }

  /**
   * The whole body; nothing where it is empty.
   *
   * @return {@link UpstreamException.TooLarge} if it is larger, or says so in advance
   */
  Mono<byte[]> of(ClientResponse response) {
    if (response.headers().contentLength().orElse(0) > largest.toBytes()) {
      discard(response);
      return Mono.error(UpstreamException.tooLarge());
    }
    return response
        .bodyToFlux(DataBuffer.class)
        .map(BoundedBody::taken)
        .collect(ByteArrayOutputStream::new, this::append)
        .map(ByteArrayOutputStream::toByteArray)
        .filter(body -> body.length > 0);
  }

  /**
   * Reads a body that is not needed to its end, in the background, so that its connection can be
   * used again. Where that takes more than 4 KB or 50 ms, the connection is closed instead.
   */
  static void discard(ClientResponse response) {
    var unused =
        response
            .body(BodyExtractors.toDataBuffers())
            .map(buffer -> taken(buffer).length)
            .scan(0, Integer::sum)
            .takeUntil(length -> length > MOST_DISCARDED)
            .take(SOON)
            .subscribe(length -> {}, failure -> {});
  }

  /** Released before anything can fail: a failing operator would release the buffer again. */
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
