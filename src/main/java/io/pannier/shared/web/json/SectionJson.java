package io.pannier.shared.web.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Provenance.Source;
import io.pannier.shared.model.SectionSummary;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A summary of what one upstream contributed to a response, for clients. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SectionJson(
    Answer.Status status, List<String> sources, @Nullable Instant asOf, @Nullable Reason reason) {

  public static SectionJson of(SectionSummary section) {
    return new SectionJson(
        section.status(),
        section.sources().stream().map(Source::text).toList(),
        section.asOf().orElse(null),
        section.reason().orElse(null));
  }
}
