package io.pannier.testkit;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What {@code docs/privacy.md} says is stored of a person. */
public final class PrivacyGuide {

  private static final Path FILE = Path.of("docs/privacy.md");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern SCRIPT = Pattern.compile("```\\n(.*?)```", Pattern.DOTALL);

  private PrivacyGuide() {}

  /** The fields in the first column of a collection's table, with dots. */
  public static Set<String> fieldsOf(String collection) throws IOException {
    String heading = "### `" + collection + "`\n";
    String guide = Files.readString(FILE);
    int start = guide.indexOf(heading);
    if (start < 0) {
      throw new IllegalArgumentException("no heading for " + collection);
    }
    String section = guide.substring(start + heading.length()).split("\n##", 2)[0];
    Set<String> fields = new TreeSet<>();
    section
        .lines()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.split("\\|", -1)[1])
        .flatMap(cell -> CODE.matcher(cell).results())
        .forEach(code -> fields.add(code.group(1)));
    return fields;
  }

  /** The command that erases. */
  public static String erasing() throws IOException {
    Matcher script = SCRIPT.matcher(Files.readString(FILE));
    if (!script.find()) {
      throw new IllegalArgumentException("no command");
    }
    return script.group(1);
  }

  /**
   * The fields of a document that is a record, with dots.
   *
   * @param leaves records that count as one field
   */
  public static Set<String> fieldsOf(Class<?> document, Class<?>... leaves) {
    Set<String> fields = new TreeSet<>(Set.of("_class"));
    collect("", document, Set.of(leaves), fields);
    return fields;
  }

  /** The fields of documents as they are stored, with dots. */
  public static Set<String> fieldsOf(Stream<? extends Map<String, Object>> documents) {
    Set<String> fields = new TreeSet<>();
    documents.forEach(document -> collect("", document, fields));
    return fields;
  }

  private static void collect(String name, Type type, Set<Class<?>> leaves, Set<String> fields) {
    if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
      collect(name, generic.getActualTypeArguments()[0], leaves, fields);
    } else if (type instanceof Class<?> c && c.isRecord() && !leaves.contains(c)) {
      for (RecordComponent component : c.getRecordComponents()) {
        boolean id = name.isEmpty() && component.getName().equals("id");
        String field = id ? "_id" : component.getName();
        collect(
            name.isEmpty() ? field : name + "." + field,
            component.getGenericType(),
            leaves,
            fields);
      }
    } else {
      fields.add(name);
    }
  }

  private static void collect(String name, Object value, Set<String> fields) {
    if (value instanceof Map<?, ?> document) {
      document.forEach(
          (key, of) -> collect(name.isEmpty() ? "" + key : name + "." + key, of, fields));
    } else if (value instanceof List<?> list) {
      list.forEach(of -> collect(name, of, fields));
    } else {
      fields.add(name);
    }
  }
}
