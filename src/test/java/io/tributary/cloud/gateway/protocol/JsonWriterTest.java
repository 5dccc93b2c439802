package io.tributary.cloud.gateway.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

class JsonWriterTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "",
            "?",
            "\"",
            "\\",
            "\n",
            "\u0000",
            "\u007f",
            "\u00e9",
            "\u20ac",
            "\ud83d\ude00",
            "\ud83d",
            "\ude00",
            "a long run of plain letters",
            "{\"a\":1}")
        .list()
        .ofMaxSize(6)
        .map(pieces -> String.join("", pieces));
  }

  @Property
  void aString_isReadAsItWas(@ForAll("texts") String text) throws IOException {
    assertThat(JSON.readTree(answer(text)).path("MessageBody").textValue()).isEqualTo(text);
  }

  @Test
  void answersOfAnyLength_stayAsTheyAre_whateverIsWrittenAfterThem() {
    List<String> texts = List.of("short", "long ".repeat(100_000), "", "again", "more ".repeat(20));
    List<byte[]> answers = texts.stream().map(JsonWriterTest::answer).toList();

    assertThat(answers.stream().map(JsonWriterTest::text))
        .containsExactlyElementsOf(
            texts.stream().map(text -> "{\"MessageBody\":\"" + text + "\"}").toList());
  }

  private static byte[] answer(String text) {
    return JsonWriter.write(Map.of(), SendMessageRequest.builder().messageBody(text).build());
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }
}
