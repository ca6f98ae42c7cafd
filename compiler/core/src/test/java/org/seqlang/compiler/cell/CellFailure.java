package org.seqlang.compiler.cell;

/** An oracle that does not hold. */
final class CellFailure extends AssertionError {

  private static final long serialVersionUID = 1;

  private final Oracle oracle;

  CellFailure(Oracle oracle, Throwable cause) {
    super(oracle + ": " + first(String.valueOf(cause)), cause);
    this.oracle = oracle;
  }

  CellFailure(Oracle oracle, String message) {
    super(oracle + ": " + message);
    this.oracle = oracle;
  }

  Oracle oracle() {
    return oracle;
  }

  /** The same oracle, for the same sort of reason. */
  boolean isLike(CellFailure other) {
    return oracle == other.oracle && (getCause() == null) == (other.getCause() == null)
        && (getCause() == null || getCause().getClass() == other.getCause().getClass());
  }

  private static String first(String text) {
    return text.length() < 1500 ? text : text.substring(0, 700) + "\n…\n" + text.substring(text.length() - 700);
  }
}
