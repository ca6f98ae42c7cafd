package org.seqlang.grammar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.seqlang.diagnostic.Source;
import org.seqlang.syntax.CellMember;
import org.seqlang.syntax.Declaration;
import org.seqlang.syntax.Expression;
import org.seqlang.syntax.Name;
import org.seqlang.syntax.SourceFile;

class SyntaxReaderTest {

  private static SourceFile read(String text) {
    Parsed parsed = SyntaxReader.read(new Source("test.seq", text));
    assertEquals(List.of(), parsed.diagnostics());
    return parsed.file();
  }

  private static Declaration.Function function(String text) {
    return (Declaration.Function) read(text).declarations().get(0);
  }

  @Test
  void spansCoverWhatTheyName() {
    Declaration.Function f = function(
        "// \uD83D\uDE00\n/// Doc.\ndef f(x: float[2*n] = 1) -> int[T] = (x + y) * -g(x,\n k = 2).last\n");
    assertEquals("def f(x: float[2*n] = 1) -> int[T] = (x + y) * -g(x,\n k = 2).last", f.span().text());
    assertEquals("f", f.name().span().text());
    assertEquals("x: float[2*n] = 1", f.arguments().get(0).span().text());
    assertEquals("float[2*n]", f.arguments().get(0).type().span().text());
    assertEquals("2*n", f.arguments().get(0).type().dimensions().get(0).span().text());
    assertEquals("int[T]", f.result().orElseThrow().span().text());

    Expression.Binary product = (Expression.Binary) f.body();
    assertEquals("(x + y) * -g(x,\n k = 2).last", product.span().text());
    assertEquals("*", product.operatorSpan().text());
    assertEquals("x + y", product.left().span().text());
    Expression.Unary minus = (Expression.Unary) product.right();
    assertEquals("-g(x,\n k = 2).last", minus.span().text());
    Expression.Member member = (Expression.Member) minus.operand();
    assertEquals("g(x,\n k = 2).last", member.span().text());
    assertEquals("last", member.name().span().text());
    Expression.Call call = (Expression.Call) member.target();
    assertEquals("k = 2", call.arguments().get(1).span().text());
    assertEquals(3, f.span().line());
    assertEquals(4, call.arguments().get(1).span().line());
  }

  @Test
  void partsAndEquationsDifferInTheCaseOfTheCallee() {
    Declaration.Cell cell = (Declaration.Cell) read("""
        cell A() {
          gate = Linear(2, 3)
          call = linear(2, 3)
          of_part = gate(Linear)
          member = Linear(2).last
          at[t] = Linear(2)
          a, b = Linear(2)
        }
        """).declarations().get(0);
    assertInstanceOf(CellMember.Part.class, cell.members().get(0));
    assertTrue(cell.members().subList(1, 6).stream().allMatch(CellMember.Equation.class::isInstance));
  }

  @Test
  void documentationIsWhatStandsDirectlyAbove() {
    List<Declaration> declarations = read("""
        /// Of the package: nobody's.
        package a
        /// Floating.

        /// Of f,
        ///
        ///  in three lines.
        // Not this.
        def f() = 1 /// Not above anything.
        def g() = 2
        //// Not this either.
        def h() = 3
        /// At the end.
        """).declarations();
    assertEquals("Of f,\n\n in three lines.", declarations.get(0).documentation());
    assertEquals("", declarations.get(1).documentation());
    assertEquals("", declarations.get(2).documentation());
  }

  @Test
  void whatIsRightBesideAnErrorIsRead() {
    Parsed parsed = SyntaxReader.read(new Source("test.seq", """
        cell A(n: , m) {
          in x float[n]
          out x
        }
        def f( = 3
        modle B(k: int) {
          output = Linear(k k)
          other = Linear(k)
        }
        """));
    assertTrue(parsed.hasErrors());
    assertEquals(List.of("A", "B"),
        parsed.file().declarations().stream().map(Declaration::name).map(Name::text).toList());
    Declaration.Cell a = (Declaration.Cell) parsed.file().declarations().get(0);
    assertEquals(1, a.members().size());
    Declaration.Model b = (Declaration.Model) parsed.file().declarations().get(1);
    assertEquals("other", b.members().get(0).name().text());
  }

  @Test
  void depthIsBounded() {
    String[][] shapes = {{"(", "x", ")"}, {"-", "x", ""}, {"not ", "x", ""}, {"f(", "x", ")"}, {"x[", "1", "]"},
        {"if c then x else ", "x", ""}, {"x^", "x", ""}, {"x + ", "x", ""}, {"", "x", ".y"}, {"(", "x", ""},
        {"if if c then ", "x", ""}, {"f(n = [", "x", ")"}};
    for (String[] shape : shapes) {
      String deep = shape[0].repeat(3_000) + shape[1] + shape[2].repeat(3_000);
      Parsed parsed = SyntaxReader.read(new Source("test.seq", "def f() = " + deep + "\ndef g() = 1\n"));
      assertTrue(parsed.hasErrors(), shape[0]);
      assertEquals("g", parsed.file().declarations().get(parsed.file().declarations().size() - 1).name().text());
    }
    read("def f() = " + "(".repeat(100) + "x" + ")".repeat(100));
  }

  @Test
  void emptyTextsAreFiles() {
    for (String text : List.of("", "\n", " \t\r\n\r\n", "// nothing", "/* nothing */", "\uFEFF", "/// nothing")) {
      assertEquals(List.of(), read(text).declarations());
    }
  }
}
