package io.tributary.cloud.gateway.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
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
    byte[] json =
        JsonWriter.write(Map.of(), SendMessageRequest.builder().messageBody(text).build());
    assertThat(JSON.readTree(json).path("MessageBody").textValue()).isEqualTo(text);
  }
}
