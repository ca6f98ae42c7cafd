package org.seqlang.compiler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** A file that cannot be read or written; the message says which and why, in words for the user. */
public final class FileProblem extends UncheckedIOException {

  /**
   * @param action what was tried, as in {@code cannot write}
   */
  public FileProblem(String action, Path file, IOException cause) {
    super(action + " " + file + ": " + reason(cause), cause);
  }

  private static String reason(IOException cause) {
    if (cause instanceof CharacterCodingException) {
      return "it is not UTF-8 text; save it as UTF-8";
    }
    if (cause instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (cause instanceof NoSuchFileException) {
      return "there is no such file or directory";
    }
    if (cause instanceof FileAlreadyExistsException || cause instanceof NotDirectoryException) {
      return "a file is in the way where a directory is needed";
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
