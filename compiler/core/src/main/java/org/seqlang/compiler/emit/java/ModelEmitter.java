package org.seqlang.compiler.emit.java;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.seqlang.compiler.check.CheckedFunction;
import org.seqlang.compiler.check.CheckedModel;
import org.seqlang.compiler.check.HyperParameter;
import org.seqlang.compiler.check.HyperValue;
import org.seqlang.compiler.ir.Graph;

/** The class that users see: sizes, creation, saving and loading, entries and objectives. */
final class ModelEmitter {

  private final CheckedModel model;
  private final ClassName name;
  private final ClassName sizes;
  private final List<FunctionSchedules> functions;
  private final List<FunctionProgram> programs = new ArrayList<>();

  ModelEmitter(CheckedModel model, ClassName name, List<FunctionSchedules> functions) {
    this.model = model;
    this.name = name;
    this.sizes = name.nestedClass("Sizes");
    this.functions = functions;
  }

  /** The programs that the class uses; after {@link #emit()}. */
  List<FunctionProgram> programs() {
    return programs;
  }

  TypeSpec emit() {
    TypeSpec.Builder type = TypeSpec.classBuilder(name).addModifiers(PUBLIC, FINAL)
        .addSuperinterface(RuntimeNames.MODEL).addJavadoc(documentation());
    fixedValues(type);
    type.addField(sizes, "sizes", PRIVATE, FINAL).addField(RuntimeNames.PARAMETERS, "parameters", PRIVATE, FINAL);
    SizesEmitter sizesEmitter = new SizesEmitter(model, name);
    MethodSpec.Builder constructor = MethodSpec.constructorBuilder().addModifiers(PRIVATE).addParameter(sizes, "sizes")
        .addStatement("this.sizes = sizes")
        .addStatement("this.parameters = $L", new ParameterEmitter(model).make());
    model.parameters().stream().filter(p -> !p.initializer().trained())
        .forEach(p -> constructor.addStatement("this.parameters.get($S).freeze()", p.name()));
    TypeSpec.Builder members = TypeSpec.classBuilder("Members");
    functions.forEach(f -> function(f, members));
    for (FunctionProgram program : programs) {
      TypeName pool = ParameterizedTypeName.get(RuntimeNames.PROGRAM_POOL, program.name());
      type.addField(FieldSpec.builder(pool, program.pool(), PRIVATE, FINAL).build());
      constructor.addStatement("this.$N = new $T<>(() -> $L)", program.pool(), RuntimeNames.PROGRAM_POOL, program.create());
    }
    type.addMethod(constructor.build());
    type.addMethod(sizesEmitter.factory()).addMethod(create()).addMethod(load()).addMethod(modelName())
        .addMethod(getter("sizes", sizes, "The sizes that the model was created with.\n"))
        .addMethod(parameters()).addMethod(hyperparameters());
    TypeSpec built = members.build();
    built.methodSpecs().forEach(type::addMethod);
    type.addType(sizesEmitter.record());
    built.typeSpecs().forEach(type::addType);
    return type.build();
  }

  private CodeBlock documentation() {
    String text = model.documentation().isBlank() ? "The model {@code " + model.name() + "}." : model.documentation().strip();
    CodeBlock.Builder doc = CodeBlock.builder().add("$L\n\n<p>Parameters:\n<ul>\n", text);
    model.parameters().forEach(p -> doc.add("<li>{@code $L: $L}\n", p.name(), p.type()));
    return doc.add("</ul>\n\n<p>Serving is thread-safe; training is done by one thread.\n").build();
  }

  /** Hyper-parameters that were settled when the model was compiled. */
  private void fixedValues(TypeSpec.Builder type) {
    for (HyperParameter hyper : model.hyperParameters()) {
      if (hyper.fixed() && hyper.defaultValue().isPresent()
          && hyper.defaultValue().get() instanceof HyperValue.OfSize size && size.size().constant().isPresent()) {
        type.addField(FieldSpec.builder(int.class, constant(hyper.name()), PUBLIC, STATIC, FINAL)
            .addJavadoc("The model's {@code $L}; it shapes the program and was fixed when the model was compiled.\n", hyper.name())
            .initializer("$L", size.size().constant().get()).build());
      }
    }
  }

  private static String constant(String camel) {
    return camel.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(java.util.Locale.ROOT);
  }

  private void function(FunctionSchedules schedules, TypeSpec.Builder members) {
    CheckedFunction function = schedules.function();
    switch (function.kind()) {
      case ENTRY -> {
        if (schedules.generation().isPresent()) {
          new GenerateEmitter(function, schedules.generation().get(), name, programs).addTo(members);
        } else {
          entry(schedules, members);
        }
      }
      case OBJECTIVE -> {
        FunctionProgram gradient = program(schedules, true);
        FunctionProgram served = program(schedules, false);
        new ObjectiveEmitter(function, gradient, served, name, keep(gradient))
            .addTo(members, schedules.forced().map(this::forced));
      }
      case DEF -> {
        if (schedules.gradient().isPresent()) {
          new DefEmitter(function, program(schedules, true)).addTo(members);
        }
      }
    }
  }

  /** For whole sequences, and, where it runs forward, element by element. */
  private void entry(FunctionSchedules schedules, TypeSpec.Builder members) {
    CheckedFunction function = schedules.function();
    FunctionProgram whole = program(schedules, false);
    Set<String> names = model.functions().stream().map(CheckedFunction::name).collect(Collectors.toSet());
    Optional<StreamEmitter> stream = schedules.stream()
        .map(s -> new StreamEmitter(function, s, name, fullName(), names, programs));
    CodeBlock note = stream.map(StreamEmitter::note).orElse(schedules.wholeOnly().isEmpty() ? CodeBlock.of("")
        : CodeBlock.of("\n<p>Whole sequences only, because $L.\n", schedules.wholeOnly()));
    new EntryEmitter(function, whole, note).addTo(members);
    stream.ifPresent(s -> s.addTo(members));
  }

  /** {@code parameters.get("norm.running_mean").assign(program.next…)}: behind a step, what is kept from the batch. */
  private CodeBlock keep(FunctionProgram gradient) {
    CodeBlock.Builder code = CodeBlock.builder();
    model.parameters().stream().filter(p -> gradient.gives(Graph.nextName(p.name()))).forEach(p -> code.addStatement(
        "parameters.get($S).assign(program.$N)", p.name(), gradient.result(Graph.nextName(p.name()))));
    return code.build();
  }

  private ObjectiveEmitter forced(FunctionSchedules schedules) {
    FunctionProgram gradient = program(schedules, true, "Forced");
    FunctionProgram served = program(schedules, false, "Forced");
    return new ObjectiveEmitter(schedules.function(), gradient, served, name, keep(gradient));
  }

  private FunctionProgram program(FunctionSchedules schedules, boolean gradient) {
    return program(schedules, gradient, "");
  }

  private FunctionProgram program(FunctionSchedules schedules, boolean gradient, String variant) {
    CheckedFunction function = schedules.function();
    String suffix = variant + (gradient ? "Gradient" : "");
    ClassName program = name.peerClass(name.simpleName() + ObjectiveEmitter.capitalized(function.name()) + suffix + "Program");
    String what = "{@code " + function.name() + "} of {@link " + name.simpleName() + "}"
        + (gradient ? " with its derivative, dropout on." : ", dropout off.");
    FunctionProgram made = new FunctionProgram(
        function, (gradient ? schedules.gradient() : schedules.served()).orElseThrow(), program, what);
    programs.add(made);
    return made;
  }

  private MethodSpec create() {
    return MethodSpec.methodBuilder("create").addModifiers(PUBLIC, STATIC).returns(name)
        .addJavadoc("A new model; the seed decides its first values.\n")
        .addParameter(sizes, "sizes").addParameter(RuntimeNames.SEED, "seed")
        .addStatement("final $T model = new $T(sizes)", name, name)
        .addStatement("final $T parameters = model.parameters", RuntimeNames.PARAMETERS)
        .addCode(new ParameterEmitter(model).initialize()).addStatement("return model").build();
  }

  private MethodSpec load() {
    MethodSpec.Builder load = MethodSpec.methodBuilder("load").addModifiers(PUBLIC, STATIC).returns(name)
        .addJavadoc("A model from a file that {@code save} wrote.\n\n@throws org.seqlang.checkpoint.CheckpointException if the "
            + "file is damaged or of another model\n")
        .addParameter(Path.class, "file")
        .addStatement("final $T checkpoint = $T.read(file)", RuntimeNames.CHECKPOINT, RuntimeNames.CHECKPOINT)
        .addStatement("checkpoint.requireModel($S)", fullName());
    List<CodeBlock> values = new ArrayList<>();
    for (HyperParameter hyper : SizesEmitter.open(model)) {
      String read = hyper.kind() == HyperParameter.Kind.REAL ? "real" : "size";
      values.add(CodeBlock.of("checkpoint.$L($S)", read, hyper.name()));
    }
    return load.addStatement("final $T model = new $T(new $T($L))", name, name, sizes, CodeBlock.join(values, ", "))
        .addStatement("checkpoint.restore(model.parameters)").addStatement("return model").build();
  }

  private String fullName() {
    return model.packageName().isEmpty() ? model.name() : model.packageName() + "." + model.name();
  }

  private MethodSpec modelName() {
    return MethodSpec.methodBuilder("name").addAnnotation(Override.class).addModifiers(PUBLIC).returns(String.class)
        .addStatement("return $S", fullName()).build();
  }

  private static MethodSpec getter(String what, TypeName type, String documentation) {
    return MethodSpec.methodBuilder(what).addModifiers(PUBLIC).returns(type).addJavadoc(documentation)
        .addStatement("return $N", what).build();
  }

  private static MethodSpec parameters() {
    return MethodSpec.methodBuilder("parameters").addAnnotation(Override.class).addModifiers(PUBLIC)
        .returns(RuntimeNames.PARAMETERS).addStatement("return parameters").build();
  }

  private MethodSpec hyperparameters() {
    MethodSpec.Builder method = MethodSpec.methodBuilder("hyperparameters").addAnnotation(Override.class)
        .addModifiers(PUBLIC).returns(ParameterizedTypeName.get(Map.class, String.class, String.class))
        .addStatement("final $T<String, String> values = new $T<>()", Map.class, LinkedHashMap.class);
    for (HyperParameter hyper : model.hyperParameters()) {
      if (!hyper.fixed()) {
        method.addStatement("values.put($S, String.valueOf(sizes.$N()))", hyper.name(), JavaNames.hyper(hyper.name()));
      } else {
        method.addStatement("values.put($S, $S)", hyper.name(), hyper.defaultValue().map(Object::toString).orElse(""));
      }
    }
    return method.addStatement("return values").build();
  }
}
