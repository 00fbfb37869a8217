package io.pannier.inventory.adapter.out.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.upstream.Payloads;
import io.pannier.shared.upstream.UpstreamJson;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** All that the inventory has for one sku. */
record SkuPayload(JsonNode sku) {

  /**
   * When that was so.
   *
   * @throws IllegalArgumentException if it does not say
   * @throws java.time.DateTimeException if it does not say
   */
  Instant updatedAt() {
    String time = Payloads.text(sku.path("updatedAt"));
    return Payloads.plausible(OffsetDateTime.parse(time).toInstant());
  }

  /**
   * What it has at one node; empty where it surely has nothing there.
   *
   * @throws InvalidValueException if the node is told twice, or is missing while another one does
   *     not say which it is
   */
  Optional<NodePayload> at(String shipNode) {
    List<JsonNode> nodes = Payloads.list(sku.path("nodes"));
    List<String> names = nodes.stream().map(node -> UpstreamJson.text(node, "shipNode")).toList();
    int index = names.indexOf(shipNode);
    if (index != names.lastIndexOf(shipNode) || (index < 0 && names.contains(""))) {
      throw new InvalidValueException("not one entry for the node");
    }
    return index < 0 ? Optional.empty() : Optional.of(new NodePayload(nodes.get(index)));
  }
}
