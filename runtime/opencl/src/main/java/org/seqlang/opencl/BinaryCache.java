package org.seqlang.opencl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.seqlang.data.AtomicFile;

/**
 * A built program on disk, under a name that says source, options, device and driver. The file begins with a checksum of the rest,
 * because drivers have been seen to abort the process over a broken binary. Without a folder that can be written there is no cache.
 */
final class BinaryCache {

  private static final int CHECKSUM = 32;

  private final Optional<Path> file;

  private BinaryCache(Optional<Path> file) {
    this.file = file;
  }

  static BinaryCache of(Kernels kernels, ClDevice device) {
    byte[] key = sha256(String.join("\n", kernels.source(), kernels.options(), device.description(), device.driver())
        .getBytes(StandardCharsets.UTF_8));
    return new BinaryCache(folder().map(folder -> folder.resolve(HexFormat.of().formatHex(key) + ".bin")));
  }

  /** The folder of the cache: the system property {@code seq.opencl.cache} (empty: none), or one in the user's cache folder. */
  static Optional<Path> folder() {
    String given = System.getProperty("seq.opencl.cache");
    if (given != null) {
      return given.isEmpty() ? Optional.empty() : Optional.of(Path.of(given));
    }
    String cache = System.getenv("XDG_CACHE_HOME");
    String home = System.getProperty("user.home", "");
    return cache != null && !cache.isEmpty() ? Optional.of(Path.of(cache, "seqlang", "opencl"))
        : home.isEmpty() ? Optional.empty() : Optional.of(Path.of(home, ".cache", "seqlang", "opencl"));
  }

  Optional<byte[]> read() {
    try {
      if (file.isEmpty() || !Files.isRegularFile(file.get())) {
        return Optional.empty();
      }
      byte[] all = Files.readAllBytes(file.get());
      byte[] binary = Arrays.copyOfRange(all, Math.min(CHECKSUM, all.length), all.length);
      boolean whole = all.length > CHECKSUM && Arrays.equals(sha256(binary), Arrays.copyOf(all, CHECKSUM));
      return whole ? Optional.of(binary) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  void write(byte[] binary) {
    if (file.isEmpty() || binary.length == 0) {
      return;
    }
    try {
      Files.createDirectories(file.get().getParent());
      AtomicFile.write(file.get(), channel -> {
        for (byte[] part : new byte[][] {sha256(binary), binary}) {
          ByteBuffer bytes = ByteBuffer.wrap(part);
          while (bytes.hasRemaining()) {
            channel.write(bytes);
          }
        }
      });
    } catch (IOException | UncheckedIOException e) {
      System.getLogger("org.seqlang.opencl").log(System.Logger.Level.DEBUG, "no cache of kernels: " + e.getMessage());
    }
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
