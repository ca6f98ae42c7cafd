/**
 * Weights on disk, in the safetensors format, which PyTorch and others read and write too.
 *
 * <p>{@link org.seqlang.checkpoint.SafeTensors} is the format: named arrays and text metadata.
 * {@link org.seqlang.checkpoint.Checkpoint} is what a model keeps in it: its parameters under PyTorch's names, and in
 * the metadata the hyper-parameters that the model was made with and the vocabulary of its texts. Everything that can
 * be wrong with a file is told by a {@link org.seqlang.checkpoint.CheckpointException}.
 */
@NullMarked
package org.seqlang.checkpoint;

import org.jspecify.annotations.NullMarked;
