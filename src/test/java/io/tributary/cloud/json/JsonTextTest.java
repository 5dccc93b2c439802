package io.tributary.cloud.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "{", "{}{}", "{} x", "hello", "{'a':1}", "[1,]", "01", "\"open", "nul"})
  void parse_ofWhatIsNotOneJsonValue_isEmpty(String text) {
    assertThat(JsonText.parse(text)).isEmpty();
  }

  @Test
  void parse_takesAsManyLevelsAsStillCanBeWrappedAndNoMore() {
    assertThat(JsonText.parse("[".repeat(JsonText.DEEPEST) + "]".repeat(JsonText.DEEPEST)))
        .isPresent();
    assertThat(JsonText.parse("[".repeat(JsonText.DEEPEST + 1) + "]".repeat(JsonText.DEEPEST + 1)))
        .isEmpty();
  }

  @Test
  void compact_keepsNumbersAndStringsToTheLetter() {
    JsonText value = json(" { \"price\" : 1.50 , \"big\": 1E+400,\n \"t\\\"ext\" : \" a \\\\\" } ");

    assertThat(value.compact())
        .isEqualTo("{\"price\":1.50,\"big\":1E+400,\"t\\\"ext\":\" a \\\\\"}");
  }

  @Test
  void field_cutsTheValueOutOfTheText() {
    JsonText value = json("{\"a\": {\"deep\": [1.50 , {} ]}, \"b\": 7 , \"c\":\"x\"}");

    assertThat(value.field("a").flatMap(a -> a.field("deep"))).contains(json("[1.50 , {} ]"));
    assertThat(value.field("b")).contains(json("7"));
    assertThat(value.field("c")).contains(json("\"x\""));
    assertThat(value.field("d")).isEmpty();
  }

  @Test
  void field_thatStandsTwice_isTheLastOne() {
    assertThat(json("{\"a\":1,\"a\":2}").field("a")).contains(json("2"));
  }

  @Test
  void stringValue_undoesEscapes() {
    assertThat(json("\"a\\u00e9\\n\\\"\"").stringValue()).isEqualTo("aé\n\"");
    assertThat(JsonText.string("aé\n\"").stringValue()).isEqualTo("aé\n\"");
  }

  @Property(tries = 300)
  void compactAndChildren_meanTheSameAsATree(@ForAll("values") JsonNode tree) throws Exception {
    JsonText value = json(tree.toPrettyString());

    assertThat(JSON.readTree(value.compact())).isEqualTo(JSON.readTree(tree.toString()));
    List<String> children = value.children().stream().map(JsonText::compact).toList();
    assertThat(children).hasSize(tree.size());
    for (int i = 0; i < tree.size() && tree.isArray(); i++) {
      assertThat(children.get(i)).isEqualTo(tree.get(i).toString());
    }
  }

  @Provide
  Arbitrary<JsonNode> values() {
    return value(3);
  }

  private static Arbitrary<JsonNode> value(int depth) {
    Arbitrary<JsonNode> scalar =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(8).map(text -> JSON.getNodeFactory().textNode(text)),
            Arbitraries.bigDecimals()
                .map(number -> JSON.getNodeFactory().numberNode(number.add(BigDecimal.ONE))),
            Arbitraries.of(true, false).map(flag -> JSON.getNodeFactory().booleanNode(flag)),
            Arbitraries.just(JSON.getNodeFactory().nullNode()));
    if (depth == 0) {
      return scalar;
    }
    Arbitrary<JsonNode> array =
        value(depth - 1)
            .list()
            .ofMaxSize(4)
            .map(
                list -> {
                  ArrayNode node = JSON.createArrayNode();
                  list.forEach(node::add);
                  return node;
                });
    Arbitrary<JsonNode> object =
        Arbitraries.maps(Arbitraries.strings().ofMaxLength(5), value(depth - 1))
            .ofMaxSize(4)
            .map(
                map -> {
                  ObjectNode node = JSON.createObjectNode();
                  map.forEach(node::set);
                  return node;
                });
    return Arbitraries.oneOf(scalar, array, object);
  }

  private static JsonText json(String text) {
    return JsonText.parse(text).orElseThrow();
  }
}
