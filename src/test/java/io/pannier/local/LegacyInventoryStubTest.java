package io.pannier.local;

import static io.pannier.local.StubClient.STUBS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pannier.shared.model.ProductId.Upc;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

class LegacyInventoryStubTest {

  private static final String TISSUE = "000000036000291452";
  private static final String BASE = STUBS.legacyInventory().baseUrl();

  private final StockInquirySchema schema = new StockInquirySchema();

  @Test
  void answers_a_line_for_a_material_at_a_plant() throws SAXException {
    Element answer = inquire("0412", List.of(TISSUE));

    Element line = line(answer, 0);
    assertThat(header(answer)).isEqualTo("00");
    assertThat(line.getAttribute("MATNR")).isEqualTo(TISSUE);
    assertThat(line.getAttribute("WERKS")).isEqualTo("0412");
    assertThat(line.getAttribute("AVQTY")).isEqualTo("0000012.000");
    assertThat(line.getAttribute("DIAFL")).isEqualTo("X");
    assertThat(LocalDate.parse(line.getAttribute("WZTER"), DateTimeFormatter.BASIC_ISO_DATE))
        .isAfter(LocalDate.now(ZoneOffset.UTC));
  }

  @ParameterizedTest(name = "{0} at {1}: header {2}, lines {3}")
  @CsvSource({
    "000000036000291452, 0412, 00, 00",
    "000000036000291452, 0041, 08, 08",
    "000000012345678905, 0412, 08, 08",
    "000000012345678905 000000036000291452, 0412, 04, 08 00",
    "000000041333000299, 0412, 16, 16",
    "000000066512000358, 0412, 12, 12",
    "000000041333000299 000000012345678905, 0412, 04, 16 08"
  })
  void says_in_the_header_what_all_lines_share_or_that_it_is_partly_so(
      String materials, String plant, String header, String lines) throws SAXException {
    List<String> asked = List.of(materials.split(" "));

    Element answer = inquire(plant, asked);

    assertThat(header(answer)).isEqualTo(header);
    List<String> codes = List.of(lines.split(" "));
    for (int i = 0; i < codes.size(); i++) {
      assertThat(line(answer, i).getAttribute("MATNR")).isEqualTo(asked.get(i));
      assertThat(line(answer, i).getAttribute("RC")).isEqualTo(codes.get(i));
    }
  }

  @Test
  void answers_every_sample_at_every_plant_as_described() throws SAXException {
    List<String> materials =
        SampleProducts.all().stream().map(Upc::gtin14).map("0000"::concat).toList();

    for (String plant : List.of("0001", "0007", "0412", "1033", "9999")) {
      for (int from = 0; from < materials.size(); from += 10) {
        List<String> part = materials.subList(from, Math.min(from + 10, materials.size()));
        Element answer = inquire(plant, part);
        assertThat(answer.getElementsByTagName("DTL").getLength()).isEqualTo(part.size());
      }
    }
  }

  @Test
  void takes_ten_and_no_more() throws SAXException {
    assertThat(header(inquire("0412", Collections.nCopies(10, TISSUE)))).isEqualTo("00");

    String eleven = StubRequests.legacyInventoryBody("0412", Collections.nCopies(11, TISSUE));
    assertThatThrownBy(() -> schema.validate(eleven)).isInstanceOf(SAXException.class);
    assertThat(status(eleven)).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<STKREQ/>",
        "<STKREQ WERKS='0412'/>",
        "<STKREQ><MAT NR='000000036000291452'/></STKREQ>",
        "<STKREQ WERKS='412'><MAT NR='000000036000291452'/></STKREQ>",
        "<STKREQ WERKS='0412' MORE='1'><MAT NR='000000036000291452'/></STKREQ>",
        "<STKREQ WERKS='0412'><MAT NR='36000291452'/></STKREQ>",
        "<STKREQ WERKS='0412'><MAT NR='00000003600029145X'/></STKREQ>",
        "<STKREQ WERKS='0412'><MAT/></STKREQ>",
        "<STKREQ WERKS='0412'><MAT NR='000000036000291452' MORE='1'/></STKREQ>",
        "<STKREQ WERKS='0412'><MAT NR='000000036000291452'><MORE/></MAT></STKREQ>",
        "<STKREQ WERKS='0412'><MAT NR='000000036000291452'/><MORE/></STKREQ>",
        "<STKREQ WERKS='0412'>text<MAT NR='000000036000291452'/></STKREQ>",
        "<OTHER WERKS='0412'><MAT NR='000000036000291452'/></OTHER>",
        "<!DOCTYPE STKREQ><STKREQ WERKS='0412'><MAT NR='000000036000291452'/></STKREQ>",
        "<STKREQ WERKS='0412'><MAT NR='000000036000291452'/>"
      })
  void refuses_a_body_that_is_not_as_described(String body) {
    assertThatThrownBy(() -> schema.validate(body)).isInstanceOf(SAXException.class);
    assertThat(status(body)).isEqualTo(400);
  }

  @Test
  void refuses_wrong_credentials_methods_paths_headers_and_media_types() {
    String body = StubRequests.legacyInventoryBody("0412", List.of(TISSUE));
    StubRefusals.assertThatTheStubRefuses(
        () -> StubRequests.legacyInventory(BASE, body), "Authorization", BASE + "/STKINQ");
    HttpRequest.Builder json =
        StubRequests.legacyInventory(BASE, body).setHeader("Content-Type", "application/json");
    assertThat(StubClient.status(json)).isEqualTo(400);
    HttpRequest.Builder latin =
        StubRequests.legacyInventory(BASE, "<?xml version='1.0' encoding='ISO-8859-1'?>\n" + body)
            .setHeader("Content-Type", "text/xml;charset=ISO-8859-1");
    assertThat(StubClient.status(latin)).isEqualTo(200);
  }

  private Element inquire(String plant, List<String> materials) throws SAXException {
    String request = StubRequests.legacyInventoryBody(plant, materials);
    schema.validate(request);
    HttpResponse<String> response = StubClient.send(StubRequests.legacyInventory(BASE, request));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type"))
        .hasValue("text/xml;charset=ISO-8859-1");
    return schema.validate(response.body());
  }

  private static int status(String body) {
    return StubClient.status(StubRequests.legacyInventory(BASE, body));
  }

  private static String header(Element answer) {
    return ((Element) answer.getElementsByTagName("HDR").item(0)).getAttribute("RC");
  }

  private static Element line(Element answer, int index) {
    return (Element) answer.getElementsByTagName("DTL").item(index);
  }
}
