package org.seqlang.compiler.schedule;

import java.util.Optional;
import org.seqlang.compiler.ir.Element;
import org.seqlang.diagnostic.Span;

/**
 * A line of a row loop: {@code v3 = tanh(v1)}, stored where somebody else reads it.
 *
 * @param element what {@code value} is
 * @param store a view of the loop's dimensions
 */
public record Statement(
    Scalar.Local target, Element element, Scalar value, Optional<View> store, Span origin) {}
