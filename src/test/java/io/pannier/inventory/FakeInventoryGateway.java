package io.pannier.inventory;

import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.inventory.domain.port.InventoryGateway;
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

/** An inventory in memory: it answers what it was told to, and remembers what it was asked. */
public final class FakeInventoryGateway implements InventoryGateway {

  private final ProgrammedAnswers<ProductAtLocation, StockLevel> answers;

  public FakeInventoryGateway() {
    this(Source.INVENTORY);
  }

  private FakeInventoryGateway(Source source) {
    answers = new ProgrammedAnswers<>(source);
  }

  /** One whose answers come from the legacy inventory. */
  public static FakeInventoryGateway legacy() {
    return new FakeInventoryGateway(Source.LEGACY_INVENTORY);
  }

  /** It has this, fresh. */
  public FakeInventoryGateway has(ProductAtLocation product, StockLevel value) {
    answers.tellFound(product, value);
    return this;
  }

  /** Asked about this, it gives this answer. */
  public FakeInventoryGateway answers(ProductAtLocation product, Answer<StockLevel> answer) {
    answers.tell(product, answer);
    return this;
  }

  /** It has no such thing (any more), which is what it says of everything it was not told of. */
  public FakeInventoryGateway hasNot(ProductAtLocation product) {
    answers.forget(product);
    return this;
  }

  /** It cannot tell about this one. */
  public FakeInventoryGateway cannotTell(ProductAtLocation product, Reason reason) {
    return answers(product, Answer.unavailable(reason));
  }

  /** From now on it can tell nothing. */
  public FakeInventoryGateway isDown(Reason reason) {
    answers.breakDown(reason);
    return this;
  }

  public FakeInventoryGateway isUpAgain() {
    answers.recover();
    return this;
  }

  /** From now on every answer takes so long. */
  public FakeInventoryGateway isSlow(Duration delay) {
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
  public Mono<Answers<ProductAtLocation, StockLevel>> find(
      Set<ProductAtLocation> asked, Deadline deadline) {
    return answers.find(asked, deadline);
  }
}
