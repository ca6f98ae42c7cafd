package org.seqlang.compiler.emit.java;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.seqlang.compiler.Library;
import org.seqlang.compiler.SeqCompiler;
import org.seqlang.diagnostic.Source;
import org.seqlang.model.Model;
import org.seqlang.model.Objective;
import org.seqlang.model.Parameters;
import org.seqlang.model.Seed;

/** A whole model, from its text to the generated class, as users have it, called by name. */
public final class CompiledModel {

  private final Class<?> type;
  private final Object model;

  private CompiledModel(Class<?> type, Object model) {
    this.type = type;
    this.model = model;
  }

  /**
   * Compiles the model and creates it with parameters drawn at random.
   *
   * @param name full name of the class
   * @param sizes of the hyper-parameters that have no default, in order
   */
  public static CompiledModel create(String text, String name, int... sizes) {
    SeqCompiler.Request request = new SeqCompiler.Request(List.of(new Source("Test.seq", text)),
        Library.ofResources(CompiledModel.class.getClassLoader()), SeqCompiler.Options.DEFAULT);
    SeqCompiler.Result result = SeqCompiler.compile(request);
    assertEquals(List.of(), result.diagnostics());
    Map<String, String> classes = new HashMap<>();
    result.files().forEach(f -> classes.put(f.path().replace(".java", "").replace('/', '.'), f.content()));
    try {
      Class<?> type = InMemoryCompiler.compile(classes).loadClass(name);
      Object[] arguments = Arrays.stream(sizes).boxed().toArray();
      Object chosen = method(type, "sizes", arguments.length).invoke(null, arguments);
      return new CompiledModel(type, method(type, "create", 2).invoke(null, chosen, new Seed(5)));
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  public Parameters parameters() {
    return ((Model) model).parameters();
  }

  /** What {@code model.name()} gives. */
  @SuppressWarnings("unchecked")
  public Objective<Object> objective(String name) {
    return (Objective<Object>) call(name);
  }

  /** Calls a method of the model by its name and the number of its arguments; for entries, with one example. */
  public Object call(String name, Object... arguments) {
    for (Method method : type.getMethods()) {
      if (method.getName().equals(name) && accepts(method, arguments)) {
        return invoke(method, arguments);
      }
    }
    throw new AssertionError(type + " has no " + name + " for " + Arrays.toString(arguments));
  }

  /** Whether the class has a method of that name. */
  public boolean has(String name) {
    return Arrays.stream(type.getMethods()).anyMatch(m -> m.getName().equals(name));
  }

  /** An example of an objective: {@code new Model.Train(…)}. */
  public Object example(String objective, Object... arguments) {
    String wanted = Character.toUpperCase(objective.charAt(0)) + objective.substring(1);
    try {
      Class<?> record = Arrays.stream(type.getClasses())
          .filter(c -> c.getSimpleName().equals(wanted)).findFirst().orElseThrow();
      Constructor<?> constructor = record.getDeclaredConstructors()[0];
      constructor.setAccessible(true);
      return constructor.newInstance(arguments);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean accepts(Method method, Object... arguments) {
    Class<?>[] types = method.getParameterTypes();
    boolean fits = types.length == arguments.length;
    for (int i = 0; fits && i < types.length; i++) {
      fits = types[i].isPrimitive() ? arguments[i] instanceof Number : types[i].isInstance(arguments[i]);
    }
    return fits;
  }

  private Object invoke(Method method, Object... arguments) {
    try {
      return method.invoke(model, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new AssertionError(e);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private static Method method(Class<?> type, String name, int arguments) {
    return Arrays.stream(type.getMethods())
        .filter(m -> m.getName().equals(name) && m.getParameterCount() == arguments).findFirst().orElseThrow();
  }
}
