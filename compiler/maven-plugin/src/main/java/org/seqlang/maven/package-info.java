/**
 * The Maven plugin: goal {@code generate} turns {@code src/main/seq} into Java before the project's Java is compiled.
 *
 * <p>{@link org.seqlang.maven.GenerateMojo} only translates between Maven and {@link org.seqlang.maven.Generation}, which
 * decides what has to be done, does it, and knows nothing of Maven. {@link org.seqlang.maven.Manifest} is its memory from
 * one build to the next.
 */
@NullMarked
package org.seqlang.maven;

import org.jspecify.annotations.NullMarked;
