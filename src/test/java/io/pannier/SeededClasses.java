package io.pannier;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.File;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Classes that a test makes up, compiled aside: a violation can stand beside the rule that it
 * breaks, in the very package that the rule speaks of, and never becomes part of the project.
 */
final class SeededClasses {

  private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");
  private static final Pattern TYPE = Pattern.compile("(?:class|record|interface|enum) (\\w+)");

  private static final String RESOLUTION = "import.dependencyResolutionProcess";

  private static final JavaCompiler COMPILER =
      Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "the tests need a JDK");
  private static final StandardJavaFileManager FILES =
      COMPILER.getStandardFileManager(null, null, UTF_8);

  private SeededClasses() {}

  /** Compiles these, each with its package line, into the folder. */
  static void compileInto(Path folder, List<String> sources, Path... used) {
    List<JavaFileObject> units = new ArrayList<>();
    sources.forEach(source -> units.add(unit(nameOf(source), source)));
    compile(folder, units, used);
  }

  /** Marks the packages of these as the project's own are marked. */
  static void markPackages(Path folder, List<String> sources) {
    Set<String> packages = new TreeSet<>();
    sources.forEach(source -> packages.add(first(PACKAGE, source)));
    List<JavaFileObject> units = new ArrayList<>();
    packages.forEach(
        name ->
            units.add(
                unit(
                    name + ".package-info",
                    "@org.jspecify.annotations.NullMarked package " + name + ";")));
    compile(folder, units);
  }

  /** The rules go by the names of what is used: it need not be looked up on the class path. */
  static JavaClasses in(Path... folders) {
    return ArchConfiguration.withThreadLocalScope(
        configuration -> {
          configuration.setProperty(RESOLUTION + ".maxIterationsForMemberTypes", "0");
          configuration.setProperty(RESOLUTION + ".maxIterationsForGenericSignatureTypes", "0");
          configuration.setProperty(RESOLUTION + ".maxIterationsForAccessesToTypes", "0");
          return new ClassFileImporter().importPaths(folders);
        });
  }

  /** The full name of the first type in a source. */
  static String nameOf(String source) {
    return first(PACKAGE, source) + "." + first(TYPE, source);
  }

  private static void compile(Path folder, List<JavaFileObject> units, Path... used) {
    StringJoiner classPath = new StringJoiner(File.pathSeparator);
    Stream.of(used).map(Path::toString).forEach(classPath::add);
    classPath.add(System.getProperty("java.class.path"));
    List<String> options =
        List.of("-proc:none", "-Xlint:none", "-d", folder.toString(), "-cp", classPath.toString());
    StringWriter complaints = new StringWriter();
    if (!COMPILER.getTask(complaints, FILES, null, options, null, units).call()) {
      throw new IllegalArgumentException(complaints.toString());
    }
  }

  private static JavaFileObject unit(String name, String source) {
    URI address = URI.create("string:///" + name.replace('.', '/') + ".java");
    return new SimpleJavaFileObject(address, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source;
      }
    };
  }

  private static String first(Pattern pattern, String source) {
    Matcher matcher = pattern.matcher(source);
    if (!matcher.find()) {
      throw new IllegalArgumentException("no " + pattern + " in " + source);
    }
    return matcher.group(1);
  }
}
