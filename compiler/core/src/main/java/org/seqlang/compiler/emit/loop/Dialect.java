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

  /** The sum of a stretch of memory. */
  CodeBlock sum(String array, String start, String length);

  /** The largest number of a stretch of memory; minus infinity if there is none. */
  CodeBlock largest(String array, String start, String length);

  /** The sum of products of two stretches of memory. */
  CodeBlock dot(String left, String leftStart, String right, String rightStart, String length);

  /**
   * The head of a loop over the rows {@code from} to {@code to}, which workers that share a launch divide among them.
   *
   * @param width how many elements the loop over a row has that is divided too; 1 where the body works on single numbers
   */
  String rows(String width);

  /** The head of a loop over the elements of a row; {@code dealt} where workers divide it along with the rows. */
  String loop(String name, String count, boolean dealt);

  /** The head of a loop that workers divide within rows that all of them go through. */
  String column(String name, String begin, String end);
}
