import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Document;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Makes of {@code docs/} what the service shows to people: each guide as it is written and as HTML,
 * and of {@code docs/problems/} a piece of HTML for each problem. The build runs this file as it
 * stands, before anything is compiled; the service only puts the pieces into its layout.
 */
final class RenderDocs {

  /** Shows diagrams that need a script, and is for those who change the service. */
  private static final String FOR_DEVELOPERS = "architecture.md";

  private static final Extension TABLES = TablesExtension.create();
  private static final Parser PARSER = Parser.builder().extensions(List.of(TABLES)).build();

  /** Headings of guides have addresses; those of problems are the same on each page. */
  private static final HtmlRenderer GUIDES =
      renderer(List.of(TABLES, HeadingAnchorExtension.create()));

  private static final HtmlRenderer PROBLEMS = renderer(List.of(TABLES));

  private RenderDocs() {}

  /** What may be wider than a phone can be scrolled, by keyboard too. */
  private static HtmlRenderer renderer(List<Extension> extensions) {
    return HtmlRenderer.builder()
        .extensions(extensions)
        .escapeHtml(true)
        .sanitizeUrls(true)
        .attributeProviderFactory(
            context ->
                (node, tag, attributes) -> {
                  if (tag.equals("pre") || node instanceof TableBlock) {
                    attributes.put("tabindex", "0");
                  }
                })
        .build();
  }

  /** Takes the folder of the documents and the one for what is made of them. */
  public static void main(String[] folders) throws IOException {
    Path docs = Path.of(folders[0]);
    Path target = Path.of(folders[1]);
    for (Path file : markdown(docs)) {
      if (!file.endsWith(FOR_DEVELOPERS)) {
        guide(file, Files.createDirectories(target.resolve("docs")));
      }
    }
    for (Path file : markdown(docs.resolve("problems"))) {
      String feature = nameOf(file);
      problems(file, Files.createDirectories(target.resolve("problems").resolve(feature)));
    }
  }

  private static List<Path> markdown(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
  }

  private static String nameOf(Path file) {
    return file.getFileName().toString().replaceFirst("\\.[a-z]+$", "");
  }

  private static void guide(Path file, Path target) throws IOException {
    String text = Files.readString(file);
    Node document = PARSER.parse(text);
    document.accept(new Links(""));
    Files.writeString(target.resolve(file.getFileName()), text);
    Files.writeString(target.resolve(nameOf(file) + ".html"), GUIDES.render(document));
  }

  /** A second-level heading is the code of a problem; what follows is its text. */
  private static void problems(Path file, Path target) throws IOException {
    List<Node> blocks = new ArrayList<>();
    for (Node block = PARSER.parse(Files.readString(file)).getFirstChild();
        block != null;
        block = block.getNext()) {
      blocks.add(block);
    }
    String code = "";
    Document text = new Document();
    for (Node block : blocks) {
      if (block instanceof Heading heading && heading.getLevel() == 2) {
        problem(code, text, target);
        code = plain(heading);
        text = new Document();
      } else {
        text.appendChild(block);
      }
    }
    problem(code, text, target);
  }

  /** Under the title that the page gives it, its headings begin with the second level. */
  private static void problem(String code, Document text, Path target) throws IOException {
    if (code.isEmpty()) {
      return;
    }
    text.accept(new Links("../docs/"));
    text.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Heading heading) {
            heading.setLevel(heading.getLevel() - 1);
          }
        });
    Files.writeString(target.resolve(code + ".html"), PROBLEMS.render(text));
  }

  private static String plain(Node node) {
    StringBuilder text = new StringBuilder();
    node.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text words) {
            text.append(words.getLiteral());
          }

          @Override
          public void visit(Code words) {
            text.append(words.getLiteral());
          }
        });
    return text.toString();
  }

  /** Leads links to where the service has what they name; of the others only the words stay. */
  private static final class Links extends AbstractVisitor {

    /** From the page that links to the guides. */
    private final String guides;

    private Links(String guides) {
      this.guides = guides;
    }

    @Override
    public void visit(Link link) {
      String to = link.getDestination();
      boolean betweenProblems = !guides.isEmpty() && to.matches("([a-z0-9]+\\.md)?#[a-z-]+");
      if (betweenProblems) {
        link.setDestination(to.replaceFirst("^.*#", ""));
      } else if (to.matches("problems/[a-z0-9]+\\.md#[a-z-]+")) {
        link.setDestination("../problems/" + to.replaceFirst("^.*#", ""));
      } else if (to.matches("(\\.\\./)*contracts/api/[a-z0-9-]+\\.yaml")) {
        link.setDestination("../openapi/" + to.replaceFirst("^.*/", ""));
      } else if (to.matches("(\\.\\./)?[a-z0-9-]+\\.md(#.*)?") && !to.contains(FOR_DEVELOPERS)) {
        link.setDestination(guides + to.replaceFirst("^\\.\\./", "").replaceFirst("\\.md", ""));
      } else if (!to.matches("(https?://|#).*")) {
        while (link.getFirstChild() != null) {
          link.insertBefore(link.getFirstChild());
        }
        link.unlink();
      }
    }
  }
}
