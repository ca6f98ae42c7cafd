/**
 * Streams: what goes from one step of an entry to the next, as values that can be kept, sent and gone on with.
 *
 * <p>A model's compiled class has a record for each entry that runs forward, a {@link org.seqlang.stream.StreamState}
 * made of {@link org.seqlang.stream.Floats} and {@link org.seqlang.stream.Ints}. {@link org.seqlang.stream.StateWriter}
 * and {@link org.seqlang.stream.StateReader} turn it into bytes and back.
 */
@NullMarked
package org.seqlang.stream;

import org.jspecify.annotations.NullMarked;
