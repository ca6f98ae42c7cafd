/**
 * Source texts, spans in them, and the diagnostics that point at spans.
 *
 * <p>A {@link org.seqlang.diagnostic.Diagnostic} is data: a stable code, a message, the span it speaks of, further
 * labelled spans and a suggestion. {@link org.seqlang.diagnostic.DiagnosticRenderer} turns it into text.
 */
@NullMarked
package org.seqlang.diagnostic;

import org.jspecify.annotations.NullMarked;
