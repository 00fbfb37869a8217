package io.pannier.shared.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
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
        .collect(() -> new Pieces(largest), Pieces::add)
        .map(Pieces::whole);
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

  /** What has come so far. Most answers come in one piece, which then is not copied once more. */
  private static final class Pieces {

    private final long largest;
    private byte[] first = {};
    private @Nullable ByteArrayOutputStream joined;

    Pieces(long largest) {
      this.largest = largest;
    }

    void add(byte[] piece) {
      if ((long) length() + piece.length > largest) {
        throw UpstreamException.tooLarge();
      }
      if (length() == 0) {
        first = piece;
      } else {
        joined().writeBytes(piece);
      }
    }

    private int length() {
      return joined == null ? first.length : joined.size();
    }

    /** One array and no list of them: an upstream may send single bytes. */
    private ByteArrayOutputStream joined() {
      if (joined == null) {
        joined = new ByteArrayOutputStream(2 * first.length);
        joined.writeBytes(first);
      }
      return joined;
    }

    byte[] whole() {
      if (length() == 0) {
        throw UpstreamException.invalid("empty");
      }
      return joined == null ? first : joined.toByteArray();
    }
  }
}
