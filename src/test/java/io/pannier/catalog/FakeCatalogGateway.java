package io.pannier.catalog;

import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.catalog.domain.port.CatalogGateway;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProgrammedAnswers;
import io.pannier.shared.model.Reason;
import io.pannier.shared.model.Source;
import io.pannier.shared.model.Upc;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Mono;

/** A catalog in memory: it answers what it was told to, and remembers what it was asked. */
public final class FakeCatalogGateway implements CatalogGateway {

  private final ProgrammedAnswers<Upc, CatalogItem> answers =
      new ProgrammedAnswers<>(Source.CATALOG);

  /** It has this product, fresh. */
  public FakeCatalogGateway has(CatalogItem item) {
    answers.tellFound(item.upc(), item);
    return this;
  }

  /** Asked about this, it gives this answer. */
  public FakeCatalogGateway answers(Upc upc, Answer<CatalogItem> answer) {
    answers.tell(upc, answer);
    return this;
  }

  /** It has no such thing (any more), which is what it says of everything it was not told of. */
  public FakeCatalogGateway hasNot(Upc upc) {
    answers.forget(upc);
    return this;
  }

  /** It cannot tell about this one. */
  public FakeCatalogGateway cannotTell(Upc upc, Reason reason) {
    return answers(upc, Answer.unavailable(reason));
  }

  /** From now on it can tell nothing. */
  public FakeCatalogGateway isDown(Reason reason) {
    answers.breakDown(reason);
    return this;
  }

  public FakeCatalogGateway isUpAgain() {
    answers.recover();
    return this;
  }

  /** From now on every answer takes so long. */
  public FakeCatalogGateway isSlow(Duration delay) {
    answers.slowDown(delay);
    return this;
  }

  /** Everything that was asked, question by question. */
  public List<Set<Upc>> questions() {
    return answers.questions();
  }

  /** The deadlines that came with the questions. */
  public List<Deadline> deadlines() {
    return answers.deadlines();
  }

  @Override
  public Mono<Answers<Upc, CatalogItem>> find(Set<Upc> asked, Deadline deadline) {
    return answers.find(asked, deadline);
  }
}
