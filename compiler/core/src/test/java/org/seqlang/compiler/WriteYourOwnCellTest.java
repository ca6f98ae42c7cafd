package org.seqlang.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.seqlang.compiler.check.CheckedModel;
import org.seqlang.compiler.check.Sources;
import org.seqlang.compiler.emit.java.InMemoryCompiler;
import org.seqlang.compiler.ir.Type;
import org.seqlang.diagnostic.Source;

/** The page "Write your own cell" does what it says, and its table counts rightly. */
class WriteYourOwnCellTest {

  private static final String PAGE = Sources.read(Path.of("../../docs/write-your-own-cell.md"));
  private static final Map<String, Integer> SIZES = Map.of("i", 5, "h", 7, "p", 3, "m", 2, "s", 4, "r", 2, "k", 3);

  private static Stream<MatchResult> found(String pattern) {
    return Pattern.compile(pattern).matcher(PAGE).results();
  }

  private static String only(String pattern) {
    List<String> all = found(pattern).map(match -> match.group(1)).toList();
    assertEquals(1, all.size(), pattern);
    return all.get(0);
  }

  /** The model and the program of the page, copied out, compiled and run. */
  @Test
  void theExampleIsTrained() throws ReflectiveOperationException {
    Source source = new Source("Adding.seq", only("(?s)```seq\n(.*?)```"));
    SeqCompiler.Result result = SeqCompiler.compile(new SeqCompiler.Request(List.of(source),
        Library.ofResources(WriteYourOwnCellTest.class.getClassLoader()), SeqCompiler.Options.DEFAULT));
    assertEquals(List.of(), result.diagnostics());
    Map<String, String> classes = new HashMap<>();
    result.files().forEach(f -> classes.put(f.path().replace(".java", "").replace('/', '.'), f.content()));
    classes.put("org.acme.Main", only("(?s)```java\n(.*?)```"));
    Method error = InMemoryCompiler.compile(classes).loadClass("org.acme.Main").getDeclaredMethod("error", int.class);
    error.setAccessible(true);
    double found = (double) error.invoke(null, 20);
    assertTrue(found < 0.05, "error " + found);
  }

  /** Trained parameters of one layer in one direction, counted. */
  @TestFactory
  Stream<DynamicTest> parameters() {
    return found("(?m)^\\| `(\\w+)\\(([\\w, ]+)\\)` \\|.*\\| `([^`]+)` \\| `\\w+Test`.*\\|$")
        .map(row -> DynamicTest.dynamicTest(row.group(1), () -> count(row.group(1), row.group(2), row.group(3))));
  }

  /** All but the recurrences inside of layers. */
  @Test
  void everyCellIsInTheTable() {
    Path library = Path.of("../../runtime/core/src/main/resources/seq/nn");
    Stream<String> cells = Sources.list(library, ".seq").stream().map(Sources::read)
        .flatMap(text -> Pattern.compile("(?m)^cell (\\w+)").matcher(text).results()).map(match -> match.group(1))
        .filter(cell -> !cell.startsWith("CRF") && !cell.startsWith("Viterbi"));
    assertEquals(cells.sorted().toList(), found("(?m)^\\| `(\\w+)\\(").map(row -> row.group(1)).sorted().toList());
  }

  private static void count(String cell, String arguments, String formula) {
    String sizes = arguments.replace(",", ": int,") + ": int";
    CheckedModel model = Sources.model("import seq.nn.*\nmodel Case(" + sizes + ") {\n  net = " + cell + "("
        + arguments + ")\n  param count: float[" + formula + "]\n"
        + "  entry serve(x: float[T, i]) = sum(net(x).last) + sum(count)\n}\n");
    ToLongFunction<Type> size = type -> type.dims().stream()
        .mapToLong(d -> d.evaluate(s -> SIZES.get(s.name()))).reduce(1, (a, b) -> a * b);
    long sum = model.parameters().stream().filter(p -> p.name().startsWith("net.") && p.initializer().trained())
        .mapToLong(p -> size.applyAsLong(p.type())).sum();
    long said = model.parameters().stream().filter(p -> p.name().equals("count"))
        .mapToLong(p -> size.applyAsLong(p.type())).sum();
    assertEquals(said, sum);
  }
}
