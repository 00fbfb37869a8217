package io.pannier.inventory.adapter.out.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlElementWrapper;
import io.pannier.shared.upstream.Expect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the legacy inventory answers. Lists, so that an element sent twice is seen. */
record StockResponseXml(
    @JacksonXmlElementWrapper(useWrapping = false) @JsonProperty("HDR") List<Header> headers,
    @JacksonXmlElementWrapper(useWrapping = false) @JsonProperty("DTL")
        @Nullable List<Line> lines) {

  StockResponseXml {
    headers = Expect.list(headers, "HDR");
    lines = Expect.list(lines, "DTL");
  }

  /** How it went as a whole, and when, by the local clock. */
  record Header(
      @JsonProperty("RC") String returnCode,
      @JsonProperty("DT") @Nullable String date,
      @JsonProperty("TM") @Nullable String time) {

    Header {
      Expect.present(returnCode, "HDR RC");
    }
  }

  /** One material; what it says is checked when it is translated. */
  record Line(
      @JsonProperty("MATNR") @Nullable String material,
      @JsonProperty("WERKS") @Nullable String plant,
      @JsonProperty("AVQTY") @Nullable String quantity,
      @JsonProperty("DIAFL") @Nullable String flag,
      @JsonProperty("WZTER") @Nullable String arrival,
      @JsonProperty("RC") @Nullable String returnCode) {}
}
