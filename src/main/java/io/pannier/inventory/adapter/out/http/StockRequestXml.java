package io.pannier.inventory.adapter.out.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlElementWrapper;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlProperty;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlRootElement;
import java.util.List;

/** What the legacy inventory is asked: some materials at one plant. */
@JacksonXmlRootElement(localName = "STKREQ")
record StockRequestXml(
    @JacksonXmlProperty(localName = "WERKS", isAttribute = true) String plant,
    @JacksonXmlElementWrapper(useWrapping = false) @JsonProperty("MAT") List<Material> materials) {

  record Material(@JacksonXmlProperty(localName = "NR", isAttribute = true) String number) {}
}
