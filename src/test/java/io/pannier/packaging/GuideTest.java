package io.pannier.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the guide says that no step of it tries. */
class GuideTest {

  private static final Pattern ROW_OF_TYPES =
      Pattern.compile("^\\| (`[A-Z][^|]*) \\|", Pattern.MULTILINE);
  private static final Pattern TYPE = Pattern.compile("`([A-Z]\\w+)");

  @Test
  void every_type_that_adapters_may_use_is_there_for_them() throws Exception {
    List<String> types =
        ROW_OF_TYPES
            .matcher(Files.readString(Path.of("docs", "bring-your-own-upstream.md")))
            .results()
            .flatMap(row -> names(row.group(1)))
            .toList();

    assertThat(types).contains("UpstreamClients", "Payloads", "UpstreamException");
    for (String type : types) {
      Class<?> found = Class.forName("io.pannier.shared.upstream." + type);
      assertThat(Modifier.isPublic(found.getModifiers())).as(type).isTrue();
    }
  }

  private static Stream<String> names(String cell) {
    return TYPE.matcher(cell).results().map(name -> name.group(1));
  }
}
