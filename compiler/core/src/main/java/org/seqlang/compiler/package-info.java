/**
 * The compiler's one public face: {@link org.seqlang.compiler.SeqCompiler} turns {@code .seq} sources into Java sources.
 *
 * <p>It knows no build tool and touches no file: sources come in as text, generated files go out as text, and whatever a
 * file imports comes from a {@link org.seqlang.compiler.Library}. The Maven plugin and the command line stand on it and
 * have no logic of their own. The way through the packages below is told in {@code docs/design.md}.
 */
@NullMarked
package org.seqlang.compiler;

import org.jspecify.annotations.NullMarked;
