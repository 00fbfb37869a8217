package io.pannier.product.domain.model;

import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.ProductId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A product page is refused: the catalog has no such product, or an answer that is needed is
 * unavailable.
 */
public final class ProductRefusedException extends RuntimeException {

  private final String detail;
  private final @Nullable Reason reason;

  private ProductRefusedException(String detail, @Nullable Reason reason) {
    super(detail, null, false, false);
    this.detail = detail;
    this.reason = reason;
  }

  public static ProductRefusedException notFound(ProductId id) {
    return new ProductRefusedException("The catalog has no product " + id + ".", null);
  }

  public static ProductRefusedException unavailable(Reason reason) {
    return new ProductRefusedException("What was asked for is unavailable.", reason);
  }

  /** What happened; may be shown to the client. */
  public String detail() {
    return detail;
  }

  /** Why an answer is unavailable; empty where there is no such product. */
  public Optional<Reason> reason() {
    return Optional.ofNullable(reason);
  }
}
