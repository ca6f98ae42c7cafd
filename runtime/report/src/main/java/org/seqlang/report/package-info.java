/**
 * What is left of a training run to look at: files for TensorBoard, and a page for any browser.
 *
 * <p>Both are {@link org.seqlang.train.Monitor}s. {@link org.seqlang.report.TensorBoard} writes event files;
 * {@link org.seqlang.report.HtmlReport} writes one page that needs nothing beside itself, neither a server nor a
 * network. {@link org.seqlang.report.HeatMap} is a picture for tables of numbers, such as gradient norms a step back in
 * time.
 *
 * <pre>{@code
 *   Trainer.of(model.train())
 *       .monitor(TensorBoard.in(Path.of("target/runs/first")))
 *       .monitor(HtmlReport.to(Path.of("target/report.html")).title("First run").setting("hidden", 64))
 *       .fit(training, validation);
 * }</pre>
 */
@NullMarked
package org.seqlang.report;

import org.jspecify.annotations.NullMarked;
