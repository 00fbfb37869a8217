package com.example.pricelist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.pannier.gatewaykit.PricingGatewayContract;
import io.pannier.gatewaykit.ScriptedUpstream;
import io.pannier.gatewaykit.UpstreamFault;
import io.pannier.pricing.domain.port.PricingGateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every adapter of pricing promises, and what this one does. */
class PriceListGatewayTest extends PricingGatewayContract {

  private final Path file;
  private final PricingGateway gateway;

  PriceListGatewayTest(@TempDir Path folder) {
    this.file = folder.resolve("prices.json");
    this.gateway = new PriceListGateway(file);
  }

  @Override
  protected PricingGateway gateway() {
    return gateway;
  }

  @Override
  protected ScriptedUpstream upstream() {
    return new PriceFile();
  }

  @Override
  protected void upstreamPrices(int number, String dollars) {
    write(list(List.of(entry(number, dollars))));
  }

  @Test
  void a_list_that_has_changed_is_read_again() {
    upstreamHas(List.of(1));
    assertThat(ask(2).about(key(2)).known()).isEmpty();

    upstreamHas(List.of(1, 2));
    assertThat(ask(2).about(key(2)).known()).contains(value(2));
  }

  @Test
  void an_entry_about_nobody_knows_what_leaves_open_what_is_missing() {
    write(list(List.of(entry(1, "1.01"), "{\"upc\": \"12\"}")));

    assertThat(ask(1).about(key(1)).known()).contains(value(1));
    assertThat(ask(2).unavailableKeys()).containsExactly(key(2));
  }

  /** The file, which says what the contract's tests want it to. */
  private final class PriceFile implements ScriptedUpstream {

    @Override
    public void has(List<Integer> numbers) {
      write(list(entries(numbers)));
    }

    @Override
    public void spoils(List<Integer> numbers, int spoilt) {
      List<String> entries = entries(numbers);
      entries.set(numbers.indexOf(spoilt), entry(spoilt, "-1.00"));
      write(list(entries));
    }

    @Override
    public void answersTwice(List<Integer> numbers, int twice) {
      List<String> entries = entries(numbers);
      entries.add(entry(twice, "7.00"));
      write(list(entries));
    }

    @Override
    public void answersALot(List<Integer> numbers) {
      abort("the file is always read as a whole");
    }

    @Override
    public void breaks(UpstreamFault fault) {
      switch (fault) {
        case IS_OUT_OF_REACH -> delete();
        case ANSWERS_NOTHING -> write("");
        case ANSWERS_IN_ANOTHER_FORMAT -> write("upc;location;price");
        case BREAKS_OFF_IN_THE_MIDDLE -> write("{\"prices\": [" + entry(1, "1.01"));
        case ANSWERS_WITHOUT_END -> write(list(List.of()) + " ".repeat(9 * 1024 * 1024));
        default -> abort("a file does not");
      }
    }

    @Override
    public int held() {
      return 0;
    }
  }

  private List<String> entries(List<Integer> numbers) {
    return numbers.stream()
        .map(number -> entry(number, value(number).current().amount().toString()))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private String entry(int number, String price) {
    return "{\"upc\": \""
        + key(number).id().text()
        + "\", \"location\": 412, \"price\": \""
        + price
        + "\", \"currency\": \"USD\"}";
  }

  private static String list(List<String> entries) {
    return "{\"prices\": [" + String.join(",", entries) + "]}";
  }

  private void write(String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
