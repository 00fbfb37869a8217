package io.pannier.testkit;

import io.pannier.gatewaykit.ScriptedUpstream;
import io.pannier.gatewaykit.UpstreamFault;
import io.pannier.shared.model.Answer.Reason;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Assumptions;

/**
 * A fake as its own upstream, for the contract that fakes keep as adapters do. It has one answer
 * about each key, of any size.
 */
public record FakeUpstream<K, V>(
    FakeGateway<K, V, ?> gateway, IntFunction<K> keys, IntFunction<V> values)
    implements ScriptedUpstream {

  private static final Duration FOR_EVER = Duration.ofHours(1);

  @Override
  public void has(List<Integer> numbers) {
    gateway.isUpAgain();
    numbers.forEach(number -> gateway.has(keys.apply(number), values.apply(number)));
  }

  @Override
  public void spoils(List<Integer> numbers, int spoilt) {
    has(numbers);
    gateway.isUnavailableFor(keys.apply(spoilt), Reason.INVALID_ANSWER);
  }

  @Override
  public void answersTwice(List<Integer> numbers, int twice) {
    Assumptions.abort("a fake has one answer about each key, of any size");
  }

  @Override
  public void answersALot(List<Integer> numbers) {
    Assumptions.abort("a fake has one answer about each key, of any size");
  }

  @Override
  public void breaks(UpstreamFault fault) {
    if (fault == UpstreamFault.HANGS) {
      gateway.isSlow(FOR_EVER);
    } else {
      gateway.isDown(fault.reason());
    }
  }

  @Override
  public int held() {
    return 0;
  }
}
