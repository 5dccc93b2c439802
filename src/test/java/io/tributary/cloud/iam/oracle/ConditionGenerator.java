package io.tributary.cloud.iam.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws condition blocks whose values are near to what the request holds. */
final class ConditionGenerator {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Chance chance;
  private final JsonNode context;
  private final TextGenerator texts;
  private final boolean onlyGlobalKeys;

  /**
   * @param context the condition keys of the request
   * @param onlyGlobalKeys whether to leave out keys that a service tells
   */
  ConditionGenerator(Chance chance, JsonNode context, TextGenerator texts, boolean onlyGlobalKeys) {
    this.chance = chance;
    this.context = context;
    this.texts = texts;
    this.onlyGlobalKeys = onlyGlobalKeys;
  }

  /** Puts up to three conditions into a block. */
  void fill(ObjectNode block) {
    int count = chance.percent(60) ? 1 : 1 + chance.upTo(2);
    for (int i = 0; i < count; i++) {
      add(block);
    }
  }

  /** Puts one condition into a block, by any operator in any form alike. */
  void fillWithOne(ObjectNode block) {
    KeyType type = type();
    String quantifier = chance.of("", "ForAllValues:", "ForAnyValue:");
    String operator = quantifier + chance.of(type.operators()) + chance.of("", "IfExists");
    add(block, type, key(type), operator);
  }

  private void add(ObjectNode block) {
    KeyType type = type();
    String key = key(type);
    add(block, type, key, operator(type, key));
  }

  private void add(ObjectNode block, KeyType type, String key, String operator) {
    ObjectNode keys = block.withObject("/" + operator);
    keys.set(chance.percent(5) ? key.toUpperCase(Locale.ROOT) : key, values(type, operator, key));
  }

  private KeyType type() {
    KeyType type = chance.of(KeyType.values());
    return onlyGlobalKeys && type.known().isEmpty() ? KeyType.BOOL : type;
  }

  private String key(KeyType type) {
    boolean told = type.known().isEmpty() || !onlyGlobalKeys && chance.percent(50);
    return chance.of(told ? type.told() : type.known());
  }

  private String operator(KeyType type, String key) {
    String ifExists = chance.percent(15) ? "IfExists" : "";
    boolean list = Simulation.MULTIVALUED.contains(key);
    String quantifier =
        chance.percent(list ? 88 : 6) ? chance.of("ForAllValues:", "ForAnyValue:") : "";
    if (chance.percent(10)) {
      return "Null";
    }
    if (quantifier.isEmpty() && !list && chance.percent(4)) {
      return chance.of(chance.of(KeyType.values()).operators()) + ifExists;
    }
    boolean asText = type == KeyType.ARN && chance.percent(20);
    return quantifier + chance.of((asText ? KeyType.STRING : type).operators()) + ifExists;
  }

  private JsonNode values(KeyType type, String operator, String key) {
    if (operator.equals("Null")) {
      return JSON.textNode(chance.of("true", "false"));
    }
    KeyType operatorType = KeyType.ofOperator(operator);
    List<String> values = new ArrayList<>();
    int count = chance.percent(60) ? 1 : 1 + chance.upTo(2);
    for (int i = 0; i < count; i++) {
      values.add(value(type, operatorType, operator, key));
    }
    if (values.size() == 1 && chance.percent(50)) {
      return JSON.textNode(values.get(0));
    }
    ArrayNode array = JSON.arrayNode();
    values.forEach(array::add);
    return array;
  }

  private String value(KeyType type, KeyType operatorType, String operator, String key) {
    JsonNode actual = context.path(key);
    if (actual.isArray()) {
      actual = actual.get(chance.upTo(actual.size() - 1));
    }
    boolean fits = type == operatorType || operatorType == KeyType.STRING;
    String value;
    if (fits && actual.isTextual() && chance.percent(70)) {
      value = actual.asText();
    } else {
      value = chance.of(chance.percent(60) ? operatorType.samples() : operatorType.patterns());
    }
    return operatorType.knowsVariables() ? texts.near(value, operator.contains("Like")) : value;
  }
}
