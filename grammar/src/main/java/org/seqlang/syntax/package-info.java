/**
 * The syntax tree: what the user wrote, one record a construct, each with its span. It knows no meaning.
 *
 * <p>Start at {@link org.seqlang.syntax.SourceFile}.
 */
@NullMarked
package org.seqlang.syntax;

import org.jspecify.annotations.NullMarked;
