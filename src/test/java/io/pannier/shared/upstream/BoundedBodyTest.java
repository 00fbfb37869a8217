package io.pannier.shared.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.pannier.shared.model.Answer.Reason;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class BoundedBodyTest {

  private static final BoundedBody TEN_BYTES = new BoundedBody(DataSize.ofBytes(10));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1234567890",
        "12345|67890",
        "1|2|3|4|5|6|7|8|9|0",
        "|12345||67890|",
        "|1234567890"
      })
  void is_put_together_up_to_the_limit(String pieces) {
    List<ByteBuf> sent = buffers(pieces.split("[|]", -1));

    StepVerifier.create(read(sent).map(body -> new String(body, UTF_8)))
        .expectNext("1234567890")
        .verifyComplete();

    assertAllGivenBackOnce(sent);
  }

  @Test
  void is_refused_above_the_limit() {
    List<ByteBuf> sent = buffers("12345", "678901");

    StepVerifier.create(read(sent))
        .expectErrorSatisfies(
            failure -> {
              assertThat(failure).isInstanceOf(UpstreamException.TooLarge.class);
              assertThat(UpstreamException.reasonOf(failure)).isEqualTo(Reason.INVALID_ANSWER);
            })
        .verify();

    assertAllGivenBackOnce(sent);
  }

  @Test
  void is_not_read_where_it_is_announced_to_be_larger() {
    List<ByteBuf> sent = buffers("12345", "678901");

    StepVerifier.create(read(sent, "11")).verifyError(UpstreamException.TooLarge.class);

    assertAllGivenBackOnce(sent);
  }

  @Test
  void is_read_where_it_is_announced_to_be_just_small_enough() {
    List<ByteBuf> sent = buffers("12345", "67890");

    StepVerifier.create(read(sent, "10").map(body -> new String(body, UTF_8)))
        .expectNext("1234567890")
        .verifyComplete();

    assertAllGivenBackOnce(sent);
  }

  @ParameterizedTest
  @ValueSource(strings = {"many", "-1", "99999999999999999999"})
  void is_counted_where_what_is_announced_is_no_length(String announced) {
    List<ByteBuf> sent = buffers("12345", "67890");

    StepVerifier.create(read(sent, announced).map(body -> new String(body, UTF_8)))
        .expectNext("1234567890")
        .verifyComplete();

    assertAllGivenBackOnce(sent);
  }

  @Test
  void is_no_answer_where_there_is_none() {
    StepVerifier.create(read(List.of()))
        .expectErrorSatisfies(
            failure ->
                assertThat(UpstreamException.reasonOf(failure)).isEqualTo(Reason.INVALID_ANSWER))
        .verify();
  }

  private static Mono<byte[]> read(List<ByteBuf> sent) {
    return read(sent, "");
  }

  /**
   * Within an answer that is being sent, which has what is discarded given back.
   *
   * @param announced length; empty for none
   */
  private static Mono<byte[]> read(List<ByteBuf> sent, String announced) {
    HttpHeaders head = new DefaultHttpHeaders();
    if (!announced.isEmpty()) {
      head.set(HttpHeaderNames.CONTENT_LENGTH, announced);
    }
    return TEN_BYTES.of(head, received(sent)).doOnDiscard(ByteBuf.class, ByteBuf::release);
  }

  /** As Netty hands them on: each is given back once it was looked at. */
  private static Flux<ByteBuf> received(List<ByteBuf> sent) {
    return Flux.create(
        sink -> {
          for (ByteBuf buffer : sent) {
            sink.next(buffer);
            buffer.release();
          }
          sink.complete();
        },
        FluxSink.OverflowStrategy.IGNORE);
  }

  /** Held once more by the test, which looks at them afterwards. */
  private static List<ByteBuf> buffers(String... texts) {
    return Arrays.stream(texts).map(text -> Unpooled.copiedBuffer(text, UTF_8).retain()).toList();
  }

  private static void assertAllGivenBackOnce(List<ByteBuf> sent) {
    assertThat(sent).extracting(ByteBuf::refCnt).containsOnly(1);
    sent.forEach(ByteBuf::release);
  }
}
