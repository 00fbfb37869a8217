package io.pannier.shared.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.pannier.shared.model.Answer.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.netty.channel.AbortedException;

class UpstreamExceptionTest {

  static Stream<Arguments> causes() {
    return Stream.of(
        Arguments.of(new ConnectException("refused"), Reason.UNREACHABLE, true, true),
        Arguments.of(new IOException("reset by peer"), Reason.UNREACHABLE, true, true),
        Arguments.of(
            new ExchangeCodec.StaleConnectionException(new IOException()),
            Reason.UNREACHABLE,
            true,
            true),
        Arguments.of(AbortedException.beforeSend(), Reason.UNREACHABLE, true, true),
        Arguments.of(new PrematureChannelClosureException(), Reason.UNREACHABLE, true, true),
        Arguments.of(new ConnectTimeoutException("slow"), Reason.UNREACHABLE, true, false),
        Arguments.of(new UnknownHostException("nowhere"), Reason.UNREACHABLE, true, false),
        Arguments.of(new SSLHandshakeException("no"), Reason.UNREACHABLE, true, false),
        Arguments.of(new TimeoutException("pool"), Reason.OVERLOADED, false, false),
        Arguments.of(new RejectedExecutionException("pool"), Reason.OVERLOADED, false, false),
        Arguments.of(new IllegalStateException("?"), Reason.INVALID_ANSWER, true, false));
  }

  @ParameterizedTest
  @MethodSource("causes")
  void failures_are_sorted_by_their_cause(
      Exception cause, Reason reason, boolean counted, boolean worthAnotherTry) {
    Throwable wrapped = new IllegalStateException("http://upstream/", cause);

    UpstreamException failure = UpstreamException.ofExchange(wrapped);

    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(new UpstreamException.NotCounted().test(failure)).isNotEqualTo(counted);
    assertThat(new UpstreamException.WorthAnotherTry().test(failure)).isEqualTo(worthAnotherTry);
  }

  @Test
  void no_failure_repeats_an_address() {
    Throwable wrapped =
        new IllegalStateException(
            "http://secret.host/",
            new ConnectException("Connection refused: secret.host/10.0.0.1:80"));

    assertThat(UpstreamException.ofExchange(wrapped)).hasMessage("java.net.ConnectException");
  }
}
