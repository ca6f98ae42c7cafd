package org.seqlang.compiler.emit.java;

import static javax.lang.model.element.Modifier.PUBLIC;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.nio.file.Path;
import java.util.List;

/**
 * The record with a stream's state, and how it comes back from bytes:
 *
 * <pre>
 * public record ForecastState(long steps, Floats encoder_h_l0) implements StreamState {
 *   public byte[] toBytes() { … }
 * }
 * public ForecastState forecastState(byte[] bytes) { … }
 * </pre>
 */
final class StreamStateEmitter {

  private static final TypeName BYTES = ArrayTypeName.of(TypeName.BYTE);

  private final String entry;
  private final String model;
  private final ClassName state;
  private final List<StreamPart> parts;

  /**
   * @param entry its name
   * @param model full name of the model
   * @param state the record
   */
  StreamStateEmitter(String entry, String model, ClassName state, List<StreamPart> parts) {
    this.entry = entry;
    this.model = model;
    this.state = state;
    this.parts = parts;
  }

  TypeSpec record() {
    MethodSpec.Builder header = MethodSpec.constructorBuilder().addParameter(long.class, "steps");
    TypeSpec.Builder record = TypeSpec.recordBuilder(state.simpleName()).addModifiers(PUBLIC)
        .addSuperinterface(RuntimeNames.STREAM_STATE)
        .addJavadoc("Where a stream of {@code $L} stands. Immutable: to be kept, shared and sent as it is.\n\n"
            + "@param steps how many elements the stream has had\n", entry);
    for (StreamPart part : parts) {
      header.addParameter(part.javaType(), part.component());
      record.addJavadoc("@param $L {@code $L}$L\n", part.component(), part.type(),
          part.isState() ? "" : ", as it was at the start");
    }
    return record.recordConstructor(header.build()).addMethod(toBytes()).build();
  }

  private MethodSpec toBytes() {
    CodeBlock.Builder put = CodeBlock.builder();
    parts.forEach(part -> put.add("\n.put($S, $N)", part.name(), part.component()));
    return MethodSpec.methodBuilder("toBytes").addAnnotation(Override.class).addModifiers(PUBLIC).returns(BYTES)
        .addStatement("return new $T($S, $S, steps)$L\n.toBytes()", RuntimeNames.STATE_WRITER, model, entry,
            put.build()).build();
  }

  /** From bytes. */
  MethodSpec fromBytes(String method) {
    CodeBlock.Builder read = CodeBlock.builder();
    parts.forEach(part -> read.add(",\n$L", part.read()));
    return MethodSpec.methodBuilder(method).addModifiers(PUBLIC).returns(state)
        .addJavadoc("The state from what its {@code toBytes()} gave, perhaps in another process.\n\n"
            + "@throws org.seqlang.stream.StateException if the bytes are damaged, or do not fit this model\n")
        .addParameter(BYTES, "bytes")
        .addStatement("final $T from = new $T(bytes, $S, $S)", RuntimeNames.STATE_READER, RuntimeNames.STATE_READER,
            model, entry)
        .addStatement("return from.finish(new $T(from.steps()$L))", state, read.build()).build();
  }

  /** From a file. */
  MethodSpec fromFile(String method) {
    return MethodSpec.methodBuilder(method).addModifiers(PUBLIC).returns(state)
        .addJavadoc("The state from a file that its {@code save} wrote.\n\n"
            + "@throws org.seqlang.stream.StateException if the file cannot be read, is damaged, or does not fit this "
            + "model\n")
        .addParameter(Path.class, "file").addStatement("return $N($T.read(file))", method, RuntimeNames.STATE_READER)
            .build();
  }
}
