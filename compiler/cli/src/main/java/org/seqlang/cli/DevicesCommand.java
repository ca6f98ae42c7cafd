package org.seqlang.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.seqlang.device.Device;
import org.seqlang.device.DeviceException;
import org.seqlang.device.Devices;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code seqc devices}: where programs can run. */
@Command(
    name = "devices", description = "Show where programs can run: the JVM, and OpenCL devices.",
    footer = {"", "A program runs on the device that the system property seq.device or the environment",
        "variable SEQ_DEVICE names, or that its code chooses; on the JVM if none does."})
final class DevicesCommand implements Callable<Integer> {

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Optional<String> chosen = chosen();
    line(out, chosen.isEmpty(), "java", "the JVM " + Runtime.version() + ", " + Runtime.getRuntime().availableProcessors() + " processors");
    List<Device> devices = Devices.list();
    devices.forEach(device -> line(out, chosen.filter(device.id()::equals).isPresent(), device.id(), device.description()));
    Devices.obstacles().forEach(obstacle -> out.println("- " + obstacle));
    return Seqc.OK;
  }

  private static Optional<String> chosen() {
    try {
      return Devices.chosen().device().map(Device::id);
    } catch (DeviceException e) {
      return Optional.empty();
    }
  }

  private static void line(PrintWriter out, boolean chosen, String id, String description) {
    out.printf("%s %-10s %s%n", chosen ? "*" : " ", id, description);
  }
}
