package io.pannier.inventory.adapter.out.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.xml.XmlMapper;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlElementWrapper;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlProperty;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlRootElement;
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

  static byte[] write(Request request) {
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
  static Response read(byte[] body) {
    try {
      XMLStreamReader xml =
          INPUT.createXMLStreamReader(
              new InputStreamReader(new ByteArrayInputStream(body), CHARSET));
      skipToRoot(xml);
      List<Response.Header> headers = new ArrayList<>();
      List<Response.Line> lines = new ArrayList<>();
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
      return new Response(headers, lines);
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

  private static Response.Header header(XMLStreamReader xml) {
    return new Response.Header(attribute(xml, "RC"), attribute(xml, "DT"), attribute(xml, "TM"));
  }

  private static Response.Line line(XMLStreamReader xml) {
    return new Response.Line(
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

  /** What the legacy inventory is asked: some materials at one plant. */
  @JacksonXmlRootElement(localName = "STKREQ")
  record Request(
      @JacksonXmlProperty(localName = "WERKS", isAttribute = true) String plant,
      @JacksonXmlElementWrapper(useWrapping = false) @JsonProperty("MAT")
          List<Material> materials) {

    record Material(@JacksonXmlProperty(localName = "NR", isAttribute = true) String number) {}
  }

  /**
   * What the legacy inventory answers. Nothing of it is checked yet, so that what is wrong with one
   * line is wrong with that line only.
   */
  record Response(List<Header> headers, List<Line> lines) {

    /** The outcome of the whole question, and when it was answered, by the local clock. */
    record Header(@Nullable String returnCode, @Nullable String date, @Nullable String time) {}

    /** One material. */
    record Line(
        @Nullable String material,
        @Nullable String plant,
        @Nullable String quantity,
        @Nullable String flag,
        @Nullable String arrival,
        @Nullable String returnCode) {}
  }
}
