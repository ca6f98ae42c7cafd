package org.seqlang.compiler.emit.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import org.seqlang.compiler.check.CheckedModel;

/** A model's Java: its class, and a program class for each function. */
public final class JavaEmitter {

  private final String sourceName;

  /** @param sourceName the {@code .seq} file, as the generated comment cites it */
  public JavaEmitter(String sourceName) {
    this.sourceName = sourceName;
  }

  /** The files of a model, the model's own class first. */
  public List<JavaFile> emit(CheckedModel model, List<FunctionSchedules> functions) {
    ClassName name = ClassName.get(model.packageName(), model.name());
    ModelEmitter emitter = new ModelEmitter(model, name, functions);
    List<JavaFile> files = new ArrayList<>();
    files.add(file(model.packageName(), emitter.emit()));
    emitter.programs().forEach(program -> files.add(file(model.packageName(), program.type())));
    return files;
  }

  private JavaFile file(String packageName, TypeSpec type) {
    return JavaFile.builder(packageName, type).indent("  ").skipJavaLangImports(true)
        .addFileComment("Generated from $L by Seqlang. Do not edit: change the model and build again.", sourceName).build();
  }
}
