package io.pannier.inventory.adapter.out.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.xml.XmlFactory;
import com.fasterxml.jackson.dataformat.xml.XmlMapper;
import io.pannier.shared.upstream.UpstreamException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** XML as the legacy inventory speaks it: ISO-8859-1, and never with a document type. */
final class LegacyXml {

  static final Charset CHARSET = StandardCharsets.ISO_8859_1;

  private static final XmlMapper MAPPER = mapper();

  private LegacyXml() {}

  static byte[] write(StockRequestXml request) {
    try {
      return MAPPER.writeValueAsString(request).getBytes(CHARSET);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads an answer.
   *
   * @throws UpstreamException if it is anything but one well-formed element of the contract
   */
  static StockResponseXml read(byte[] body) {
    try {
      XMLStreamReader xml =
          MAPPER
              .getFactory()
              .getXMLInputFactory()
              .createXMLStreamReader(
                  new InputStreamReader(new ByteArrayInputStream(body), CHARSET));
      skipToRoot(xml);
      StockResponseXml response = MAPPER.readValue(xml, StockResponseXml.class);
      if (response == null) {
        throw UpstreamException.invalid("no element");
      }
      skipToEnd(xml);
      return response;
    } catch (XMLStreamException | IOException e) {
      throw UpstreamException.invalid("not the XML of the contract: " + e.getClass().getName());
    }
  }

  private static void skipToRoot(XMLStreamReader xml) throws XMLStreamException {
    while (xml.next() != XMLStreamConstants.START_ELEMENT) {
      // Jackson's parser would skip it, and with it whatever entities it declares.
      if (xml.getEventType() == XMLStreamConstants.DTD) {
        throw UpstreamException.invalid("a document type");
      }
    }
    if (!xml.getLocalName().equals("STKRSP")) {
      throw UpstreamException.invalid("another element");
    }
  }

  /** Whatever follows the element must be well-formed too. */
  private static void skipToEnd(XMLStreamReader xml) throws XMLStreamException {
    while (xml.hasNext()) {
      xml.next();
    }
  }

  private static XmlMapper mapper() {
    XMLInputFactory input = XMLInputFactory.newFactory();
    input.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    input.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return XmlMapper.builder(XmlFactory.builder().xmlInputFactory(input).build())
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .build();
  }
}
