package io.pannier.shared.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.pannier.shared.model.Answer.Reason;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class BoundedBodyTest {

  private static final BoundedBody TEN_BYTES = new BoundedBody(DataSize.ofBytes(10));

  @Test
  void is_put_together_up_to_the_limit() {
    List<ByteBuf> sent = buffers("12345", "67890");

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

    StepVerifier.create(TEN_BYTES.of(response(sent).header("Content-Length", "11").build()))
        .verifyError(UpstreamException.TooLarge.class);

    sent.forEach(buffer -> buffer.release(buffer.refCnt()));
  }

  @Test
  void is_read_where_it_is_announced_to_be_just_small_enough() {
    List<ByteBuf> sent = buffers("12345", "67890");

    StepVerifier.create(
            TEN_BYTES
                .of(response(sent).header("Content-Length", "10").build())
                .map(body -> new String(body, UTF_8)))
        .expectNext("1234567890")
        .verifyComplete();

    assertAllGivenBackOnce(sent);
  }

  @Test
  void is_nothing_where_there_is_none() {
    StepVerifier.create(read(List.of())).verifyComplete();
  }

  /** Within an answer that is being encoded, which has what is discarded given back. */
  private static Mono<byte[]> read(List<ByteBuf> sent) {
    return TEN_BYTES
        .of(response(sent).build())
        .doOnDiscard(DataBuffer.class, DataBufferUtils::release);
  }

  private static ClientResponse.Builder response(List<ByteBuf> sent) {
    NettyDataBufferFactory factory = new NettyDataBufferFactory(ByteBufAllocator.DEFAULT);
    Flux<DataBuffer> body = Flux.fromIterable(sent).map(factory::wrap);
    return ClientResponse.create(HttpStatus.OK).body(body);
  }

  /** Held once more by who sends them, as Netty does. */
  private static List<ByteBuf> buffers(String... texts) {
    return Arrays.stream(texts).map(text -> Unpooled.copiedBuffer(text, UTF_8).retain()).toList();
  }

  private static void assertAllGivenBackOnce(List<ByteBuf> sent) {
    assertThat(sent).extracting(ByteBuf::refCnt).containsOnly(1);
    sent.forEach(ByteBuf::release);
  }
}
