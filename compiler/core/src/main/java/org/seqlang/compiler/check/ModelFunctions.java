package org.seqlang.compiler.check;

import java.util.Optional;
import java.util.Set;
import org.seqlang.syntax.ModelMember;

/** The functions of the surrounding model, checked when they are first called. */
interface ModelFunctions {

  ModelFunctions NONE = new ModelFunctions() {
    @Override
    public Optional<ModelMember.Function> find(String name) {
      return Optional.empty();
    }

    @Override
    public Optional<CheckedFunction> check(ModelMember.Function function) {
      return Optional.empty();
    }

    @Override
    public Set<String> names() {
      return Set.of();
    }

    @Override
    public Set<String> steps() {
      return Set.of();
    }
  };

  Optional<ModelMember.Function> find(String name);

  /** Empty if it has errors, which are reported. */
  Optional<CheckedFunction> check(ModelMember.Function function);

  Set<String> names();

  /** Those that are steps of decoders. */
  Set<String> steps();
}
