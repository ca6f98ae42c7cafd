package org.seqlang.compiler.stream;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.seqlang.compiler.check.Sources;

/** The cells of the library that read a vector, those that are still to come too. */
public final class LibraryCells {

  private static final Path LIBRARY = Path.of("../../runtime/core/src/main/resources/seq/nn");
  private static final Pattern CELL = Pattern.compile("(?m)^cell (\\w+)\\((input[^)]*)\\)");

  private LibraryCells() {}

  /** Their names and how a model makes them: {@code GRU(n, n, layers = 2)}. */
  public static List<Cell> all() {
    return Sources.list(LIBRARY, ".seq").stream().flatMap(file -> CELL.matcher(Sources.read(file)).results())
        .map(LibraryCells::cell).toList();
  }

  private static Cell cell(MatchResult found) {
    String sizes = Arrays.stream(found.group(2).split(",")).filter(parameter -> !parameter.contains("="))
        .map(parameter -> "n").collect(Collectors.joining(", "));
    return new Cell(found.group(1), found.group(1) + "(" + sizes + ", layers = 2)");
  }

  /** @param made in a model with the size {@code n} */
  public record Cell(String name, String made) {}
}
