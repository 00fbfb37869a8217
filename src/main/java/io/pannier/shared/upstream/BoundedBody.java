package io.pannier.shared.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads bodies up to a limit. */
final class BoundedBody {

  private static final int MOST_DISCARDED = 4_096;

  private static final Duration SOON = Duration.ofMillis(50);

  private final long largest;

  BoundedBody(DataSize largest) {
    this.largest = largest.toBytes();
  }

  /**
   * The whole body.
   *
   * @param head what the answer's headers announce
   * @return never empty; {@link UpstreamException.TooLarge} if it is larger, or says so in advance
   */
  Mono<byte[]> of(HttpHeaders head, Flux<ByteBuf> content) {
    if (announced(head) > largest) {
      discard(content);
      return Mono.error(UpstreamException.tooLarge());
    }
    // Copied before anything can fail: a failing operator would give the buffer back once more.
    return content
        .map(ByteBufUtil::getBytes)
        .collect(ByteArrayOutputStream::new, this::append)
        .map(BoundedBody::whole);
  }

  /**
   * Reads a body that is not needed to its end, in the background, so that its connection can be
   * used again. Where that takes more than 4 KB or 50 ms, the connection is closed instead.
   */
  static void discard(Flux<ByteBuf> content) {
    var unused =
        content
            .map(ByteBuf::readableBytes)
            .scan(0, Integer::sum)
            .takeUntil(length -> length > MOST_DISCARDED)
            .take(SOON)
            .subscribe(length -> {}, failure -> {});
  }

  /** A length that cannot be read is none: what comes is counted anyway. */
  private static long announced(HttpHeaders head) {
    try {
      return Long.parseLong(head.get(HttpHeaderNames.CONTENT_LENGTH, "0"));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private void append(ByteArrayOutputStream body, byte[] more) {
    if (body.size() + more.length > largest) {
      throw UpstreamException.tooLarge();
    }
    body.writeBytes(more);
  }

  private static byte[] whole(ByteArrayOutputStream body) {
    if (body.size() == 0) {
      throw UpstreamException.invalid("empty");
    }
    return body.toByteArray();
  }
}
