package org.seqlang.grammar;

import org.seqlang.diagnostic.Diagnostic;
import org.seqlang.diagnostic.Span;

/** What can be wrong with the form of a text. A number, once given, keeps its meaning. */
public enum SyntaxCode {

  /** A character that the language does not use, such as {@code #}. */
  UNEXPECTED_CHARACTER(101),
  /** {@code /*} to the end of the file. */
  UNCLOSED_COMMENT(102),
  /** {@code 1.2.3}, {@code 2hidden}, {@code .5}. */
  BAD_NUMBER(103),
  /** Text in quotes. */
  STRING(104),
  /** An operator of another language: {@code =>}, {@code :=}, {@code &&}, {@code **}, {@code +=}. */
  FOREIGN_OPERATOR(105),

  /** An opening bracket without its closing one. */
  UNCLOSED_BRACKET(110),
  /** A closing bracket without its opening one. */
  STRAY_BRACKET(111),
  /** {@code (a]}. */
  MISMATCHED_BRACKET(112),

  /** {@code modle}. */
  MISSPELT_KEYWORD(120),
  /** A word of the language where a name belongs. */
  KEYWORD_AS_NAME(121),
  /** {@code return}, {@code let}, {@code for}: words of other languages. */
  FOREIGN_WORD(122),
  /** A word behind {@code run} that begins no clause. */
  UNKNOWN_CLAUSE(123),
  /** A cell, layer or model with a lower-case name, or a function with an upper-case one. */
  NAME_CASE(124),
  /** {@code x: float[n]} without {@code param}, {@code in} or {@code state}. */
  MISSING_KEYWORD(125),

  /** An operator, {@code =} or the like with nothing on its right, or nothing on its left. */
  MISSING_EXPRESSION(130),
  /** A line that is neither an equation nor anything else. */
  MISSING_EQUALS(131),
  /** Something on the left of {@code =} that cannot be defined. */
  BAD_TARGET(132),
  /** Nothing where a name belongs. */
  MISSING_NAME(133),
  /** Nothing where a type belongs, or no {@code :} before it. */
  MISSING_TYPE(134),
  /** A word that is not one of the types. */
  UNKNOWN_TYPE(135),
  /** Two elements of a list without a comma between them. */
  MISSING_COMMA(136),
  /** A comma with nothing on one of its sides. */
  EXTRA_COMMA(137),
  /** A semicolon outside a block. */
  SEMICOLON(138),
  /** A line that starts with an operator that does not join it to the one before. */
  LEADING_OPERATOR(139),
  /** Two expressions side by side. */
  MISSING_OPERATOR(140),
  /** {@code a < b < c}. */
  CHAINED_COMPARISON(141),
  /** {@code if} or {@code not} inside an operation without parentheses. */
  UNPARENTHESIZED(142),
  /** A second {@code =}, a value or a condition where the line takes none. */
  BAD_LINE_TAIL(143),
  /** {@code if} without {@code then} or {@code else}. */
  INCOMPLETE_CONDITIONAL(144),
  /** {@code carry} before something else than a cell that is applied. */
  CARRY_WITHOUT_CALL(145),

  /** A declaration inside another. */
  NESTED_DECLARATION(150),
  /** A line in a place where no such line belongs. */
  MISPLACED_LINE(151),
  /** A declaration or function without what follows its head, or with something else there. */
  MISSING_BODY(152),
  /** A declaration or function without its parentheses. */
  MISSING_PARENTHESES(153),
  /** {@code package} or {@code import} below what it must precede. */
  OUT_OF_ORDER(154),
  /** A block without a value at its end. */
  BLOCK_WITHOUT_VALUE(155),
  /** A model's line {@code name = …} whose right side is no cell or layer. */
  NOT_A_PART(156),
  /** Something at the top of the file that is no declaration. */
  NOT_A_DECLARATION(157),
  /** Two lines in one. */
  MISSING_LINE_END(158),
  /** More brackets in each other, or more operations in a line, than anybody writes. */
  TOO_DEEP(159),

  /** Something that does not fit, and nothing better is known. */
  UNEXPECTED(199);

  private final int number;

  SyntaxCode(int number) {
    this.number = number;
  }

  /** As in messages: {@code SEQ0110}. */
  public String code() {
    return "SEQ0" + number;
  }

  Diagnostic error(String message, Span at, String remark) {
    return Diagnostic.error(code(), message, at, remark);
  }
}
