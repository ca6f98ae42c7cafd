package org.seqlang.compiler.emit.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.seqlang.compiler.check.CheckedModel;

/** A model's Java: its class, and a program class for each function. */
public final class JavaEmitter {

  private final String sourceName;

  /** @param sourceName the {@code .seq} file, as the generated comment cites it */
  public JavaEmitter(String sourceName) {
    this.sourceName = sourceName;
  }

  /**
   * What a model becomes.
   *
   * @param classes the model's own first
   * @param kernels the OpenCL C of each program, by file name
   */
  public record Emission(List<JavaFile> classes, Map<String, String> kernels) {
    public Emission {
      classes = List.copyOf(classes);
      kernels = Collections.unmodifiableMap(new LinkedHashMap<>(kernels));
    }
  }

  /** The files of a model. */
  public Emission emit(CheckedModel model, List<FunctionSchedules> functions) {
    ClassName name = ClassName.get(model.packageName(), model.name());
    ModelEmitter emitter = new ModelEmitter(model, name, functions);
    List<JavaFile> files = new ArrayList<>();
    files.add(file(model.packageName(), emitter.emit()));
    emitter.programs().forEach(program -> files.add(file(model.packageName(), program.type())));
    Map<String, String> kernels = new LinkedHashMap<>();
    emitter.programs().forEach(program -> kernels.put(program.type().name() + ".cl", program.kernels()));
    return new Emission(files, kernels);
  }

  private JavaFile file(String packageName, TypeSpec type) {
    return JavaFile.builder(packageName, type).indent("  ").skipJavaLangImports(true)
        .addFileComment("Generated from $L by Seqlang. Do not edit: change the model and build again.", sourceName).build();
  }
}
