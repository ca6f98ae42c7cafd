/**
 * {@code seqc}, the compiler on a command line: {@code seqc compile}, {@code seqc check} and {@code seqc emit}.
 *
 * <p>{@link org.seqlang.cli.Seqc} is where it starts; each subcommand is a class that parses its arguments, asks
 * {@link org.seqlang.compiler.SeqCompiler} and prints. Exit codes: 0 all well, 1 the sources have errors, 2 wrong usage or
 * a file that cannot be read or written.
 */
@NullMarked
package org.seqlang.cli;

import org.jspecify.annotations.NullMarked;
