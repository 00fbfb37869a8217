package io.pannier.local;

import io.pannier.shared.model.ProductId.Upc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The products that the stubs know, read off their templates: each stands on a line of its own. */
public final class SampleProducts {

  /** The first of them: sold at 1 and 412, on promotion at 412. */
  public static final Upc FACIAL_TISSUE = Upc.parse("036000291452");

  private static final Pattern KEY = Pattern.compile("^\"([0-9]{8,18})\": ", Pattern.MULTILINE);

  private SampleProducts() {}

  /** All that the catalog knows, in the order in which they are written down. */
  public static List<Upc> all() {
    return keys(StubUpstream.CATALOG, "items-lookup.json.hbs").stream().map(Upc::parse).toList();
  }

  /** The products for which this upstream's template has data, as the upstream numbers them. */
  static List<String> keys(StubUpstream upstream, String template) {
    Path file = upstream.folder().resolve("__files").resolve(template);
    try {
      return KEY.matcher(Files.readString(file, StandardCharsets.UTF_8))
          .results()
          .map((MatchResult key) -> key.group(1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
