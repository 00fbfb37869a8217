package io.pannier;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.AnnotationVisitor;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.FieldVisitor;
import org.springframework.asm.Handle;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;

/** Finds names of features where types are no help: in texts, paths, settings and members. */
final class FeatureNames {

  /**
   * The headers that browsers may send and read stay one list, though a feature reads this one; and
   * the shared model's own word for what a product is known by.
   */
  private static final Set<String> ALLOWED = Set.of("X-Cart-Token", "ProductIdJson");

  private FeatureNames() {}

  static ArchCondition<JavaClass> nameNoFeature() {
    return new ArchCondition<>("name no feature in a text, an annotation or a member") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        textsOf(type).stream()
            .filter(text -> !ALLOWED.contains(text) && namesFeature(text))
            .forEach(
                text ->
                    events.add(
                        SimpleConditionEvent.violated(type, type.getName() + " has " + text)));
      }
    };
  }

  /** Word by word, with the parts of {@code cartRead} and {@code /v2/carts} taken as words. */
  private static boolean namesFeature(String text) {
    String words = text.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    return Arrays.stream(words.split("[^a-z]+"))
        .anyMatch(word -> Layout.FEATURES.contains(word.replaceFirst("s$", "")));
  }

  private static Set<String> textsOf(JavaClass type) {
    URI file = type.getSource().orElseThrow().getUri();
    Texts texts = new Texts();
    try (InputStream bytes = file.toURL().openStream()) {
      new ClassReader(bytes).accept(texts, ClassReader.SKIP_DEBUG);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    texts.found.add(type.getSimpleName());
    return texts.found;
  }

  /** Gathers constants, values of annotations, and names of members. */
  private static final class Texts extends ClassVisitor {

    private final Set<String> found = new LinkedHashSet<>();

    Texts() {
      super(SpringAsmInfo.ASM_VERSION);
    }

    private void take(@Nullable Object value) {
      if (value instanceof String text) {
        found.add(text);
      }
    }

    @Override
    public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
      return new AnnotationVisitor(SpringAsmInfo.ASM_VERSION) {
        @Override
        public void visit(@Nullable String name, Object value) {
          take(value);
        }

        @Override
        public AnnotationVisitor visitArray(String name) {
          return this;
        }
      };
    }

    @Override
    public @Nullable FieldVisitor visitField(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        @Nullable Object value) {
      take(name);
      take(value);
      return null;
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      if ((access & Opcodes.ACC_SYNTHETIC) == 0) {
        take(name);
      }
      return new MethodVisitor(SpringAsmInfo.ASM_VERSION) {
        @Override
        public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
          return Texts.this.visitAnnotation(descriptor, visible);
        }

        @Override
        public void visitLdcInsn(Object value) {
          take(value);
        }

        /** Where texts are put together, their constant parts are arguments of a bootstrap. */
        @Override
        public void visitInvokeDynamicInsn(
            String method, String shape, Handle bootstrap, Object... arguments) {
          Arrays.stream(arguments).forEach(argument -> take(argument));
        }
      };
    }
  }
}
