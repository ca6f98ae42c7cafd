package org.seqlang.samples.comparison;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.seqlang.model.Model;
import org.seqlang.model.Seed;
import org.seqlang.tensor.Ragged;

/**
 * One kind of cell.
 *
 * @param gates how many products with the input a step makes
 * @param states what it carries from step to step
 * @param forward all outputs of a batch of sequences
 * @param step a training step without the optimiser: forward, backward, gradients of all parameters; gives the loss
 */
record Contender(
    String name, int gates, String states, Model model, Function<List<float[][]>, Ragged> forward,
    ToDoubleFunction<List<float[][]>> step) {

  static List<Contender> all(int input, int hidden) {
    float[] target = new float[hidden];
    var rnn = RnnModel.create(RnnModel.sizes(input, hidden), new Seed(1));
    var lstm = LstmModel.create(LstmModel.sizes(input, hidden), new Seed(1));
    var gru = GruModel.create(GruModel.sizes(input, hidden), new Seed(1));
    var rnnTraining = rnn.train();
    var lstmTraining = lstm.train();
    var gruTraining = gru.train();
    return List.of(
        new Contender("RNN", 1, "h", rnn, rnn::outputs,
            x -> rnnTraining.train(x.stream().map(s -> new RnnModel.Train(s, target)).toList(), 1)),
        new Contender("LSTM", 4, "h, c", lstm, lstm::outputs,
            x -> lstmTraining.train(x.stream().map(s -> new LstmModel.Train(s, target)).toList(), 1)),
        new Contender("GRU", 3, "h", gru, gru::outputs,
            x -> gruTraining.train(x.stream().map(s -> new GruModel.Train(s, target)).toList(), 1)));
  }

  /** Numbers that are trained: {@code gates * hidden * (input + hidden + 2)}. */
  long parameters() {
    return model.parameters().count();
  }
}
