package io.pannier.inventory.adapter.out.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.shared.logging.LogThrottle;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.ProductId.Upc;
import io.pannier.shared.model.Provenance;
import io.pannier.shared.model.Provenance.Source;
import io.pannier.shared.model.SellingLocationId;
import io.pannier.shared.upstream.Flaws;
import io.pannier.shared.upstream.UpstreamException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LegacyTranslatorTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant NOW = Instant.parse("2026-11-20T10:15:00Z");

  /** 10:15:33 in summer, in Berlin. */
  private static final Provenance FRESH =
      Provenance.fresh(Source.LEGACY_INVENTORY, Instant.parse("2026-10-17T08:15:33Z"));

  private static final Answer<StockLevel> INVALID = Answer.unavailable(Reason.INVALID_ANSWER);
  private static final ProductAtLocation TISSUE = at412("036000291452");
  private static final ProductAtLocation OTHER = at412("012345678905");

  private static final String LINE =
      """
      <DTL MATNR="000000036000291452" WERKS="0412" AVQTY="0000012.000" DIAFL="X" \
      WZTER="00000000" RC="00"/>""";

  private static final String OTHER_LINE = LINE.replace("000000036000291452", "000000012345678905");

  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final LegacyTranslator translator =
      new LegacyTranslator(
          new LegacyLines(Clock.fixed(NOW, BERLIN), new Flaws(meters, LogThrottle.usual())));

  @Test
  void asks_for_padded_materials_at_one_plant() {
    String xml =
        new String(
            LegacyXml.write(LegacyTranslator.question(asked())), StandardCharsets.ISO_8859_1);

    assertThat(xml)
        .isEqualTo(
            "<STKREQ WERKS=\"0412\"><MAT NR=\"000000036000291452\"/>"
                + "<MAT NR=\"000000012345678905\"/></STKREQ>");
  }

  @ParameterizedTest
  @CsvSource({"0000012.000, 12", "12, 12", "12.999, 12", "0.999, 0", "5.000-, 0", "0, 0"})
  void a_quantity_is_whole_eaches_and_below_nothing_is_nothing(String quantity, int available) {
    assertThat(level(LINE.replace("0000012.000", quantity)).available()).isEqualTo(available);
  }

  @Test
  void available_in_full_is_in_stock_without_a_number() {
    assertThat(level(LINE.replace("DIAFL=\"X\"", "DIAFL=\"\""))).isEqualTo(StockLevel.enough(null));
    assertThat(level(LINE.replace("DIAFL=\"X\"", "DIAFL=\" \"")))
        .isEqualTo(StockLevel.enough(null));
  }

  @Test
  void not_checked_is_unknown_and_never_none() {
    String line = LINE.replace("DIAFL=\"X\"", "DIAFL=\"N\"").replace("0000012.000", "0.000");

    assertThat(answers(line).about(TISSUE))
        .isEqualTo(Answer.found(StockLevel.unknown(null), FRESH));
  }

  @Test
  void a_delivery_from_today_on_is_the_next_arrival() {
    assertThat(level(LINE.replace("00000000", "20261120")).nextArrival())
        .isEqualTo(new StockLevel.NextArrival(null, LocalDate.parse("2026-11-20")));
    assertThat(level(LINE.replace("00000000", "20261119")).nextArrival()).isNull();
    assertThat(level(LINE).nextArrival()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "08, NOT_FOUND, ",
    "12, UNAVAILABLE, UPSTREAM_ERROR",
    "16, UNAVAILABLE, UPSTREAM_ERROR",
    "99, UNAVAILABLE, INVALID_ANSWER"
  })
  void each_line_has_its_own_return_code(String code, String status, @Nullable Reason reason) {
    Answers<ProductAtLocation, StockLevel> answers =
        answers(LINE.replace("RC=\"00\"", "RC=\"" + code + "\"") + OTHER_LINE);

    assertThat(answers.about(TISSUE).status()).hasToString(status);
    assertThat(answers.about(TISSUE).reason()).isEqualTo(Optional.ofNullable(reason));
    assertThat(answers.about(OTHER).known()).isPresent();
  }

  @Test
  void not_found_in_the_header_is_for_all() {
    Answers<ProductAtLocation, StockLevel> answers =
        translate("<STKRSP><HDR RC=\"08\" DT=\"20261017\" TM=\"101533\"/></STKRSP>");

    assertThat(answers.all()).containsExactly(Answer.notFound(FRESH), Answer.notFound(FRESH));
  }

  @ParameterizedTest
  @CsvSource({
    "12, UPSTREAM_ERROR, true",
    "16, UPSTREAM_ERROR, false",
    "99, INVALID_ANSWER, false",
    "'', INVALID_ANSWER, false"
  })
  void a_failure_in_the_header_is_for_all_and_only_busy_is_tried_again(
      String code, Reason reason, boolean again) {
    String body = "<STKRSP><HDR RC=\"" + code + "\" DT=\"20261017\" TM=\"101533\"/></STKRSP>";

    assertThatThrownBy(() -> translate(body))
        .asInstanceOf(InstanceOfAssertFactories.type(UpstreamException.class))
        .satisfies(
            failure -> {
              assertThat(failure.reason()).isEqualTo(reason);
              assertThat(new UpstreamException.WorthAnotherTry().test(failure)).isEqualTo(again);
            });
  }

  @Test
  void what_is_missing_is_an_invalid_answer_and_what_nobody_asked_for_is_ignored() {
    Answers<ProductAtLocation, StockLevel> answers =
        answers(OTHER_LINE + LINE.replace("0412", "0001") + LINE.replace("36000291452", "99"));

    assertThat(answers.asked()).containsExactly(TISSUE, OTHER);
    assertThat(answers.about(TISSUE)).isEqualTo(INVALID);
    assertThat(answers.about(OTHER).known()).isPresent();
  }

  @Test
  void a_material_answered_twice_is_an_invalid_answer() {
    assertThat(answers(LINE + LINE + OTHER_LINE).about(TISSUE)).isEqualTo(INVALID);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DIAFL=\"X\" | DIAFL=\"Q\"",
        "DIAFL=\"X\" | OTHER=\"X\"",
        "AVQTY=\"0000012.000\" | AVQTY=\"\"",
        "AVQTY=\"0000012.000\" | AVQTY=\"-5\"",
        "AVQTY=\"0000012.000\" | AVQTY=\"1e3\"",
        "AVQTY=\"0000012.000\" | AVQTY=\"99999999999.000\"",
        "AVQTY=\"0000012.000\" | OTHER=\"1\"",
        "RC=\"00\" | OTHER=\"00\"",
        "<DTL MATNR | <DTL/><DTL>text</DTL><DTL><RC>00</RC></DTL><DTL X"
      })
  void what_decisions_rest_on_spoils_its_own_line_only(String field, String broken) {
    String line = LINE.replace(field, broken);
    assertThat(line).isNotEqualTo(LINE);

    assertThat(answers(line + OTHER_LINE).about(TISSUE)).isEqualTo(INVALID);
    assertThat(answers(line + OTHER_LINE).about(OTHER).known()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "WZTER=\"20261301\"",
        "WZTER=\"soon\"",
        "WZTER=\"2026-12-03\"",
        "WZTER=\"99999999\""
      })
  void a_date_that_cannot_be_read_is_no_arrival_and_spoils_nothing(String date) {
    assertThat(answers(LINE.replace("WZTER=\"00000000\"", date)).about(TISSUE))
        .isEqualTo(Answer.found(StockLevel.of(12, null), FRESH));
    assertThat(flaws("WZTER")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "WZTER=\"\"", "WZTER=\" \""})
  void no_date_is_no_arrival(String date) {
    assertThat(level(LINE.replace("WZTER=\"00000000\"", date))).isEqualTo(StockLevel.of(12, null));
    assertThat(meters.find("pannier.upstream.flaws").counters()).isEmpty();
  }

  @Test
  void a_quantity_that_is_not_to_be_read_spoils_nothing() {
    String line = LINE.replace("0000012.000", "?");

    assertThat(level(line.replace("DIAFL=\"X\"", "DIAFL=\" \"")))
        .isEqualTo(StockLevel.enough(null));
    assertThat(level(line.replace("DIAFL=\"X\"", "DIAFL=\"N\"")))
        .isEqualTo(StockLevel.unknown(null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "DT=\"20261317\" TM=\"101533\"",
        "DT=\"20261017\" TM=\"early\"",
        "DT=\"20261017\"",
        "DT=\"19691017\" TM=\"101533\""
      })
  void without_a_time_an_answer_is_as_of_its_receipt(String time) {
    Provenance received = Provenance.fresh(Source.LEGACY_INVENTORY, NOW);

    assertThat(
            translate("<STKRSP><HDR RC=\"04\" " + time + "/>" + LINE + "</STKRSP>").about(TISSUE))
        .isEqualTo(Answer.found(StockLevel.of(12, null), received));
    assertThat(translate("<STKRSP><HDR RC=\"08\" " + time + "/></STKRSP>").about(TISSUE))
        .isEqualTo(Answer.notFound(received));
    assertThat(flaws("DT")).isEqualTo(2);
  }

  /** Only what stands right below the root is meant. */
  @Test
  void elements_within_others_are_passed_over() {
    assertThat(answers("<OLD>" + LINE.replace("12.000", "7.000") + "</OLD>" + LINE).about(TISSUE))
        .isEqualTo(Answer.found(StockLevel.of(12, null), FRESH));
  }

  private double flaws(String field) {
    return meters.get("pannier.upstream.flaws").tag("field", field).counter().count();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not xml",
        "<STKRSP/>",
        "<STKRSP></STKRSP>",
        "<OTHER><HDR RC=\"08\" DT=\"20261017\" TM=\"101533\"/></OTHER>",
        "<STKRSP><HDR DT=\"20261017\" TM=\"101533\"/></STKRSP>",
        "<STKRSP><HDR RC=\"08\" RC=\"00\" DT=\"20261017\" TM=\"101533\"/></STKRSP>",
        "<STKRSP><HDR RC=\"08\" DT=\"20261017\" TM=\"101533\"/>"
            + "<HDR RC=\"08\" DT=\"20261017\" TM=\"101533\"/></STKRSP>",
        "<STKRSP><HDR RC=\"08\" DT=\"20261017\" TM=\"101533\"/>",
        "<STKRSP><HDR RC=\"08\" DT=\"20261017\" TM=\"101533\"/></STKRSP><MORE/>"
      })
  void an_answer_that_is_not_the_contracts_spoils_everything(String body) {
    assertThatThrownBy(() -> translate(body)).isInstanceOf(UpstreamException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE STKRSP>",
        "<!DOCTYPE STKRSP SYSTEM \"file:///etc/passwd\">",
        "<!DOCTYPE STKRSP [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>",
        "<!DOCTYPE STKRSP [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">"
            + "<!ENTITY e \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]>",
        "<!DOCTYPE STKRSP [<!ENTITY % p SYSTEM \"http://127.0.0.1:1/x\"> %p;]>"
      })
  void document_types_are_refused_with_or_without_entities(String documentType) {
    String header = "<HDR RC=\"04\" DT=\"20261017\" TM=\"101533\"/>";

    assertThatThrownBy(() -> translate(documentType + "<STKRSP>" + header + LINE + "</STKRSP>"))
        .isInstanceOf(UpstreamException.class)
        .hasMessage("a document type");
  }

  @Test
  void an_entity_that_nobody_declared_is_refused() {
    String header = "<HDR RC=\"04\" DT=\"20261017\" TM=\"101533\"/>";

    assertThatThrownBy(
            () -> translate("<STKRSP>" + header + LINE.replace("0000012.000", "&e;") + "</STKRSP>"))
        .isInstanceOf(UpstreamException.class);
  }

  @Test
  void a_declaration_and_letters_of_its_encoding_are_fine() {
    String body =
        "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><!-- Lagerbest\u00e4nde -->"
            + "<STKRSP NAME=\"\u00dc\"><HDR RC=\"04\" DT=\"20261017\" TM=\"101533\"/>"
            + LINE
            + "</STKRSP>";

    assertThat(translate(body).about(TISSUE).known()).isPresent();
  }

  private StockLevel level(String line) {
    return answers(line).about(TISSUE).known().orElseThrow();
  }

  private Answers<ProductAtLocation, StockLevel> answers(String lines) {
    return translate(
        "<STKRSP><HDR RC=\"04\" DT=\"20261017\" TM=\"101533\"/>" + lines + "</STKRSP>");
  }

  private Answers<ProductAtLocation, StockLevel> translate(String body) {
    return translator.answers(asked(), body.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static Set<ProductAtLocation> asked() {
    return new LinkedHashSet<>(List.of(TISSUE, OTHER));
  }

  private static ProductAtLocation at412(String upc) {
    return new ProductAtLocation(Upc.parse(upc), new SellingLocationId(412));
  }
}
