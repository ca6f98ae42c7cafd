package org.seqlang.maven;

import java.io.File;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.model.Resource;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.NullUnmarked;
import org.seqlang.compiler.Library;
import org.seqlang.compiler.SeqCompiler;

/**
 * Compiles the <code>.seq</code> models of a project to Java, which is then compiled with the project's own.
 *
 * <p>Imports are looked up in the project's resources and in its compile dependencies: any directory or jar may carry cells,
 * as <code>.seq</code> files under their package's folder. Nothing is done if sources, imports, configuration, compiler and
 * generated files are what they were after the last run.
 */
@NullUnmarked
@Mojo(
    name = "generate", defaultPhase = LifecyclePhase.GENERATE_SOURCES,
    requiresDependencyResolution = ResolutionScope.COMPILE, threadSafe = true)
public final class GenerateMojo extends AbstractMojo {

  /** Where the <code>.seq</code> files lie; folders below it are searched too. */
  @Parameter(property = "seq.sourceDirectory", defaultValue = "${project.basedir}/src/main/seq")
  private File sourceDirectory;

  /** Where the generated Java goes; it becomes a source root of the project. */
  @Parameter(property = "seq.outputDirectory", defaultValue = "${project.build.directory}/generated-sources/seq")
  private File outputDirectory;

  /** Whether warnings fail the build as errors do. */
  @Parameter(property = "seq.failOnWarning", defaultValue = "false")
  private boolean failOnWarning;

  /** Generates nothing; files that were generated before stay part of the project. */
  @Parameter(property = "seq.skip", defaultValue = "false")
  private boolean skip;

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private MavenProject project;

  @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
  private PluginDescriptor plugin;

  @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
  private MojoExecution execution;

  @Override
  public void execute() throws MojoFailureException {
    project.addCompileSourceRoot(outputDirectory.getPath());
    if (skip) {
      getLog().info("Skipped, as seq.skip says");
      addKernels();
      return;
    }
    Generation.Outcome outcome = generate();
    addKernels();
    Report report = new Report(project.getBasedir().toPath(), getLog());
    report.diagnostics(outcome.diagnostics());
    if (outcome.kind() == Generation.Kind.FAILED) {
      throw new MojoFailureException(report.failure(outcome.diagnostics()));
    }
    report.summary(outcome, sourceDirectory.toPath(), outputDirectory.toPath());
  }

  /** The kernels, which lie among the generated classes, go to where the classes go. */
  private void addKernels() {
    Resource kernels = new Resource();
    kernels.setDirectory(outputDirectory.getPath());
    kernels.addInclude("**/*.cl");
    project.addResource(kernels);
  }

  private Generation.Outcome generate() throws MojoFailureException {
    try {
      Path manifest = Path.of(project.getBuild().getDirectory(), "seq", execution.getExecutionId() + ".manifest");
      return new Generation(
          new Generation.Setup(
              project.getBasedir().toPath(), sourceDirectory.toPath(), outputDirectory.toPath(), manifest,
              Library.ofClassPath(libraryPath()), fingerprint(), new SeqCompiler.Options(failOnWarning)),
          SeqCompiler::compile).run();
    } catch (UncheckedIOException e) {
      throw new MojoFailureException(e.getMessage());
    }
  }

  /** The project's resources and its dependencies, but not its own classes, which are those of an earlier build. */
  private List<Path> libraryPath() throws MojoFailureException {
    List<Path> path = new ArrayList<>();
    project.getResources().stream().map(Resource::getDirectory).map(Path::of)
        .filter(folder -> !folder.equals(outputDirectory.toPath())).forEach(path::add);
    try {
      project.getCompileClasspathElements().stream().map(Path::of)
          .filter(element -> !element.equals(Path.of(project.getBuild().getOutputDirectory()))).forEach(path::add);
    } catch (DependencyResolutionRequiredException e) {
      throw new MojoFailureException("the project's dependencies are not resolved: " + e.getMessage());
    }
    return path;
  }

  /** The plugin and all that it is made of; by content, so that a changed snapshot counts as another compiler. */
  private String fingerprint() {
    Stream<File> files = plugin.getArtifacts().stream().map(Artifact::getFile).filter(Objects::nonNull);
    return Digests.ofFiles(files.map(File::toPath).sorted(Comparator.comparing(Path::getFileName)).toList());
  }
}
