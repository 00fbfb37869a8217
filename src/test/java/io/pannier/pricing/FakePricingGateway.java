package io.pannier.pricing;

import io.pannier.pricing.domain.model.Price;
import io.pannier.pricing.domain.port.PricingGateway;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.ProgrammedAnswers;
import io.pannier.shared.model.Reason;
import io.pannier.shared.model.Source;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Pricing in memory: it answers what it was told to, and remembers what it was asked. */
public final class FakePricingGateway implements PricingGateway {

  private final ProgrammedAnswers<ProductAtLocation, Price> answers =
      new ProgrammedAnswers<>(Source.PRICING);

  /** It has this, fresh. */
  public FakePricingGateway has(ProductAtLocation product, Price value) {
    answers.tellFound(product, value);
    return this;
  }

  /** Asked about this, it gives this answer. */
  public FakePricingGateway answers(ProductAtLocation product, Answer<Price> answer) {
    answers.tell(product, answer);
    return this;
  }

  /** It has no such thing (any more), which is what it says of everything it was not told of. */
  public FakePricingGateway hasNot(ProductAtLocation product) {
    answers.forget(product);
    return this;
  }

  /** It cannot tell about this one. */
  public FakePricingGateway cannotTell(ProductAtLocation product, Reason reason) {
    return answers(product, Answer.unavailable(reason));
  }

  /** From now on it can tell nothing. */
  public FakePricingGateway isDown(Reason reason) {
    answers.breakDown(reason);
    return this;
  }

  public FakePricingGateway isUpAgain() {
    answers.recover();
    return this;
  }

  /** From now on every answer takes so long. */
  public FakePricingGateway isSlow(Duration delay) {
    answers.slowDown(delay);
    return this;
  }

  /** Everything that was asked, question by question. */
  public List<Set<ProductAtLocation>> questions() {
    return answers.questions();
  }

  /** The deadlines that came with the questions. */
  public List<Deadline> deadlines() {
    return answers.deadlines();
  }

  @Override
  public Mono<Answers<ProductAtLocation, Price>> find(
      Set<ProductAtLocation> asked, Deadline deadline) {
    return answers.find(asked, deadline);
  }
}
