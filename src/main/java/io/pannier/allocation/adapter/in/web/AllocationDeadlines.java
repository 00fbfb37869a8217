package io.pannier.allocation.adapter.in.web;

import io.pannier.shared.settings.PropertyChecks;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long operations on stock may take at most, in milliseconds where no unit is given.
 *
 * @param allocationRead a look at stock, lines or orders
 * @param allocationWrite a change of them
 * @param allocationAudit counting all lines of a SKU
 */
@ConfigurationProperties("pannier.deadline")
public record AllocationDeadlines(
    @DefaultValue("1000") Duration allocationRead,
    @DefaultValue("2000") Duration allocationWrite,
    @DefaultValue("10s") Duration allocationAudit) {

  public AllocationDeadlines {
    PropertyChecks.positive("pannier.deadline.allocation-read", allocationRead);
    PropertyChecks.positive("pannier.deadline.allocation-write", allocationWrite);
    PropertyChecks.positive("pannier.deadline.allocation-audit", allocationAudit);
  }
}
