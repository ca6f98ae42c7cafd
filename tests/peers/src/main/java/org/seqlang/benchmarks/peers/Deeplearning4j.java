package org.seqlang.benchmarks.peers;

import java.util.Optional;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.versioncheck.VersionCheck;
import org.nd4j.versioncheck.VersionInfo;
import org.seqlang.benchmarks.Cell;
import org.seqlang.benchmarks.Contestant;
import org.seqlang.benchmarks.Prepared;
import org.seqlang.benchmarks.Workload;

/** Deeplearning4j's {@code LSTM} and {@code SimpleRnn}; it has no GRU. */
public final class Deeplearning4j implements Contestant {

  @Override
  public String name() {
    return "dl4j";
  }

  @Override
  public String description() {
    String version = VersionCheck.getVersionInfos().stream().filter(info -> info.getArtifactId().equals("nd4j-api"))
        .map(VersionInfo::getBuildVersion).findFirst().orElse("of unknown version");
    return "Deeplearning4j " + version + ", " + Nd4j.getExecutioner().getEnvironmentInformation().getProperty("blas.vendor") + ", " + Contestant.threads() + " threads";
  }

  @Override
  public Optional<Prepared> prepare(Workload workload) {
    // With masks it computes the padding too, so sequences of one length tell all.
    boolean known = !workload.packed() && !workload.stream() && (workload.cell() == Cell.LSTM || workload.cell() == Cell.RNN);
    return known ? Optional.of(new Dl4jLayer(workload)) : Optional.empty();
  }
}
