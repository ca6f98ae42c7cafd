package org.seqlang.maven;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.seqlang.compiler.FileProblem;
import org.seqlang.diagnostic.Source;

/** SHA-256 of what a generation depends on, as hexadecimal digits. */
final class Digests {

  private Digests() {}

  static String of(String text) {
    return hex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Of sources together: their names and their texts. */
  static String of(List<Source> sources) {
    StringBuilder parts = new StringBuilder();
    sources.forEach(source -> parts.append(of(source.name())).append(of(source.text())));
    return of(parts.toString());
  }

  /** Of the contents of jars and class directories, in the order given; where they lie does not matter. */
  static String ofFiles(Collection<Path> elements) {
    MessageDigest digest = sha256();
    for (Path element : elements) {
      try (Stream<Path> files = Files.walk(element)) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          update(digest, element.relativize(file).toString(), file);
        }
      } catch (IOException e) {
        throw new FileProblem("cannot read", element, e);
      }
    }
    return hex(digest.digest());
  }

  private static void update(MessageDigest digest, String name, Path file) throws IOException {
    digest.update(name.getBytes(StandardCharsets.UTF_8));
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
