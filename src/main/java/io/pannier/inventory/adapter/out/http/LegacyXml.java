package io.pannier.inventory.adapter.out.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.xml.XmlMapper;
import io.pannier.shared.upstream.UpstreamException;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** XML as the legacy inventory speaks it: ISO-8859-1, and never with a document type. */
final class LegacyXml {

  static final Charset CHARSET = StandardCharsets.ISO_8859_1;

  private static final XMLInputFactory INPUT = input();
  private static final XmlMapper MAPPER = new XmlMapper();

  private LegacyXml() {}

  static byte[] write(StockRequestXml request) {
    try {
      return MAPPER.writeValueAsString(request).getBytes(CHARSET);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads an answer. Elements and attributes that the contract does not name are passed over.
   *
   * @throws UpstreamException if it is anything but one well-formed element of the contract
   */
  static StockResponseXml read(byte[] body) {
    try {
      XMLStreamReader xml =
          INPUT.createXMLStreamReader(
              new InputStreamReader(new ByteArrayInputStream(body), CHARSET));
      skipToRoot(xml);
      List<StockResponseXml.Header> headers = new ArrayList<>();
      List<StockResponseXml.Line> lines = new ArrayList<>();
      // Whatever follows the root must be well-formed too.
      for (int depth = 1; xml.hasNext(); ) {
        int event = xml.next();
        if (event == XMLStreamConstants.START_ELEMENT && depth++ == 1) {
          switch (xml.getLocalName()) {
            case "HDR" -> headers.add(header(xml));
            case "DTL" -> lines.add(line(xml));
            default -> {}
          }
        } else if (event == XMLStreamConstants.END_ELEMENT) {
          depth--;
        }
      }
      return new StockResponseXml(headers, lines);
    } catch (XMLStreamException e) {
      // Without its message, which may repeat what the upstream sent.
      throw UpstreamException.invalid("not the XML of the contract: " + e.getClass().getName());
    }
  }

  private static void skipToRoot(XMLStreamReader xml) throws XMLStreamException {
    while (xml.next() != XMLStreamConstants.START_ELEMENT) {
      // It may declare entities.
      if (xml.getEventType() == XMLStreamConstants.DTD) {
        throw UpstreamException.invalid("a document type");
      }
    }
    if (!xml.getLocalName().equals("STKRSP")) {
      throw UpstreamException.invalid("another element");
    }
  }

  private static StockResponseXml.Header header(XMLStreamReader xml) {
    return new StockResponseXml.Header(
        attribute(xml, "RC"), attribute(xml, "DT"), attribute(xml, "TM"));
  }

  private static StockResponseXml.Line line(XMLStreamReader xml) {
    return new StockResponseXml.Line(
        attribute(xml, "MATNR"),
        attribute(xml, "WERKS"),
        attribute(xml, "AVQTY"),
        attribute(xml, "DIAFL"),
        attribute(xml, "WZTER"),
        attribute(xml, "RC"));
  }

  private static @Nullable String attribute(XMLStreamReader xml, String name) {
    return xml.getAttributeValue(null, name);
  }

  private static XMLInputFactory input() {
    XMLInputFactory input = XMLInputFactory.newFactory();
    input.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    input.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return input;
  }
}
