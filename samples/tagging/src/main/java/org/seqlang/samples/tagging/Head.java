package org.seqlang.samples.tagging;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.seqlang.data.Dataset;
import org.seqlang.model.Objective;
import org.seqlang.optim.Adam;
import org.seqlang.optim.StepDecay;
import org.seqlang.train.Monitor;
import org.seqlang.train.Trainer;

/** How tags are chosen from the scores of a sentence's words. */
enum Head {
  /** Each word's tag by itself. */
  SOFTMAX {
    @Override
    void train(Tagger model, Features features, Corpus corpus, Settings settings) {
      fit(model.train(), 1, corpus, settings, s -> new Tagger.Train(features.words(s.words()), features.prefixes(s.words()),
          features.suffixes(s.words()), features.shapes(s.words()), features.tags().encode(s.tags())));
    }

    @Override
    List<int[]> tags(Tagger model, List<int[]> words, List<int[]> prefixes, List<int[]> suffixes, List<int[]> shapes) {
      return model.tag(words, prefixes, suffixes, shapes);
    }
  },

  /** The tags of a sentence together: a conditional random field, decoded by Viterbi. */
  CRF {
    @Override
    void train(Tagger model, Features features, Corpus corpus, Settings settings) {
      // The field's loss is a sum over the words of a sentence, some twenty times the softmax head's mean.
      fit(model.trainField(), 20, corpus, settings, s -> new Tagger.TrainField(features.words(s.words()),
          features.prefixes(s.words()), features.suffixes(s.words()), features.shapes(s.words()),
          features.tags().encode(s.tags())));
    }

    @Override
    List<int[]> tags(Tagger model, List<int[]> words, List<int[]> prefixes, List<int[]> suffixes, List<int[]> shapes) {
      return model.path(words, prefixes, suffixes, shapes);
    }
  };

  /** How long it is trained, what draws the progress, and what else listens. */
  record Settings(int epochs, long seed, Monitor progress, List<Monitor> listeners) {}

  abstract void train(Tagger model, Features features, Corpus corpus, Settings settings);

  abstract List<int[]> tags(
      Tagger model, List<int[]> words, List<int[]> prefixes, List<int[]> suffixes, List<int[]> shapes);

  /** The tags of each sentence. */
  List<int[]> tags(Tagger model, Features features, List<List<String>> sentences) {
    List<int[]> words = new ArrayList<>();
    List<int[]> prefixes = new ArrayList<>();
    List<int[]> suffixes = new ArrayList<>();
    List<int[]> shapes = new ArrayList<>();
    for (List<String> sentence : sentences) {
      words.add(features.words(sentence));
      prefixes.add(features.prefixes(sentence));
      suffixes.add(features.suffixes(sentence));
      shapes.add(features.shapes(sentence));
    }
    return tags(model, words, prefixes, suffixes, shapes);
  }

  private static <E> void fit(
      Objective<E> objective, double clip, Corpus corpus, Settings settings,
      Function<Sentence, E> example) {
    Trainer<E> trainer = Trainer.of(objective)
        .optimizer(Adam.rate(4e-3)).clipNorm(clip).batchSize(32).epochs(settings.epochs()).seed(settings.seed())
        .schedule(StepDecay.every(1, 0.5))
        .progress(settings.progress());
    for (Monitor listener : settings.listeners()) {
      trainer = trainer.monitor(listener);
    }
    trainer.fit(Dataset.of(corpus.training()).map(example), Dataset.of(corpus.validation()).map(example));
  }
}
