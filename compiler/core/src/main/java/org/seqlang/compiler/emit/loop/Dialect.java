package org.seqlang.compiler.emit.loop;

import com.palantir.javapoet.CodeBlock;
import java.util.List;
import org.seqlang.compiler.ir.ScalarFunction;

/** How a language writes what differs from one to the next. */
public interface Dialect {

  /** The word before a local that does not change: {@code final}. */
  String constant();

  /** The type of a truth value. */
  String truth();

  /** A scalar function of expressions. */
  CodeBlock apply(ScalarFunction function, List<CodeBlock> operands);

  /** A number as a float. */
  String literal(double value);

  /** The smaller of two whole numbers. */
  CodeBlock smaller(String a, String b);

  /** The larger of two whole numbers. */
  CodeBlock larger(String a, String b);

  /** The key that all elements of a row share in dropout. */
  CodeBlock randomRow(int site, String example, String step);

  /** Dropout's factor of an element. */
  CodeBlock keep(String key, String column, CodeBlock rate);

  /** The sum of products of two stretches of memory. */
  CodeBlock dot(String left, String leftStart, String right, String rightStart, String length);

  /** Waits for the workers that share a launch, where there are any. */
  CodeBlock barrier();

  /**
   * The head of a loop over the rows {@code from} to {@code to}.
   *
   * @param dealt whether the body works on single numbers, so that rows are what workers that share a launch divide
   */
  String rows(boolean dealt);

  /** The head of a loop; {@code dealt} as above, for the elements of a row. */
  String loop(String name, String count, boolean dealt);
}
