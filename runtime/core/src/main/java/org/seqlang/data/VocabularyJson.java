package org.seqlang.data;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A vocabulary as text: {@code {"seqlang.vocabulary": 1, "token": "…", "lowerCase": true, "words": ["<pad>", …]}}.
 * Unknown fields are skipped, so that later versions can add some.
 */
final class VocabularyJson {

  private static final String FORMAT = "seqlang.vocabulary";
  private static final int VERSION = 1;
  private static final JsonFactory JSON = new JsonFactory();

  private VocabularyJson() {}

  static Vocabulary read(Path path) {
    String text;
    try {
      text = Files.readString(path, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the vocabulary " + path + " cannot be read: " + e, e);
    }
    try {
      return parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(path + ": " + e.getMessage(), e);
    }
  }

  static String print(Vocabulary vocabulary) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField(FORMAT, VERSION);
      json.writeStringField("token", vocabulary.tokenizer().expression());
      json.writeBooleanField("lowerCase", vocabulary.tokenizer().isLowerCase());
      json.writeArrayFieldStart("words");
      for (String word : vocabulary.words()) {
        json.writeString(word);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  static Vocabulary parse(String text) {
    Fields fields = new Fields();
    try (JsonParser json = JSON.createParser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw foreign("it is not a JSON object");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        fields.read(json);
      }
    } catch (IOException e) {
      throw foreign("it is not JSON (" + e.getMessage().lines().findFirst().orElse("") + ")");
    }
    if (fields.version != VERSION) {
      throw foreign(fields.version == 0
          ? "it has no field \"" + FORMAT + "\""
          : "its version is " + fields.version + ", and this library reads version " + VERSION);
    }
    return Vocabulary.ofWords(Tokenizer.of(fields.token).lowerCase(fields.lowerCase), fields.words);
  }

  private static IllegalArgumentException foreign(String why) {
    return new IllegalArgumentException("this is not a vocabulary: " + why + "; pass a file written by"
        + " Vocabulary.save");
  }

  /** What has been read so far. */
  private static final class Fields {
    private int version;
    private String token = "";
    private boolean lowerCase;
    private final List<String> words = new ArrayList<>();

    void read(JsonParser json) throws IOException {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (name.equals(FORMAT) && value == JsonToken.VALUE_NUMBER_INT) {
        version = json.getIntValue();
      } else if (name.equals("token") && value == JsonToken.VALUE_STRING) {
        token = json.getText();
      } else if (name.equals("lowerCase") && value.isBoolean()) {
        lowerCase = json.getBooleanValue();
      } else if (name.equals("words") && value == JsonToken.START_ARRAY) {
        while (json.nextToken() == JsonToken.VALUE_STRING) {
          words.add(json.getText());
        }
        if (json.currentToken() != JsonToken.END_ARRAY) {
          throw foreign("its words are not all strings");
        }
      } else {
        json.skipChildren();
      }
    }
  }
}
