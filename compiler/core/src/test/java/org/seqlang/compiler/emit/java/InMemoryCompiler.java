package org.seqlang.compiler.emit.java;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Compiles Java text to classes without touching the disk; any warning fails. */
public final class InMemoryCompiler extends ClassLoader {

  private final Map<String, ByteArrayOutputStream> classes = new HashMap<>();
  private final Map<String, String> resources = new HashMap<>();

  private InMemoryCompiler() {
    super(InMemoryCompiler.class.getClassLoader());
  }

  /** A class loader with the classes of these sources, by full class name; what ends with {@code .cl} is a resource. */
  public static ClassLoader compile(Map<String, String> sources) {
    InMemoryCompiler loader = new InMemoryCompiler();
    var compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    StandardJavaFileManager standard = compiler.getStandardFileManager(diagnostics, null, null);
    List<JavaFileObject> files = new ArrayList<>();
    sources.forEach((name, text) -> {
      if (name.endsWith(".cl")) {
        loader.resources.put(name.substring(0, name.length() - 3).replace('.', '/') + ".cl", text);
      } else {
        files.add(new Text(name, text));
      }
    });
    List<String> options = List.of("-Xlint:all,-options,-processing,-classfile", "--release", "17");
    boolean ok = compiler.getTask(null, loader.manager(standard), diagnostics, options, null, files).call();
    List<Diagnostic<? extends JavaFileObject>> found =
        diagnostics.getDiagnostics().stream().filter(d -> d.getKind() != Diagnostic.Kind.NOTE).toList();
    if (!ok || !found.isEmpty()) {
      throw new AssertionError("generated code does not compile cleanly: " + found + "\n" + sources.values());
    }
    return loader;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    ByteArrayOutputStream bytes = classes.get(name);
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes.toByteArray(), 0, bytes.size());
  }

  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    String text = resources.get(name);
    return text == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private JavaFileManager manager(StandardJavaFileManager standard) {
    return new ForwardingJavaFileManager<>(standard) {
      @Override
      public JavaFileObject getJavaFileForOutput(
          Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
        return new SimpleJavaFileObject(URI.create("mem:///" + className.replace('.', '/') + kind.extension), kind) {
          @Override
          public OutputStream openOutputStream() throws IOException {
            return classes.computeIfAbsent(className, n -> new ByteArrayOutputStream());
          }
        };
      }
    };
  }

  private static final class Text extends SimpleJavaFileObject {
    private final String text;

    Text(String className, String text) {
      super(URI.create("mem:///" + className.replace('.', '/') + Kind.SOURCE.extension), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
