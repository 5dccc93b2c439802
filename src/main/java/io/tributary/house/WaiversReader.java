package io.tributary.house;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads a file of waivers and gathers all that is wrong with it. */
final class WaiversReader {

  private static final ObjectMapper YAML =
      YAMLMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();

  private static final List<String> KEYS = List.of("rule", "resource", "reason", "expires");

  private final String yaml;
  private final List<String> problems = new ArrayList<>();

  WaiversReader(String yaml) {
    this.yaml = yaml;
  }

  Waivers read() {
    List<Waiver> waivers = new ArrayList<>();
    JsonNode list = list();
    for (int i = 0; i < list.size(); i++) {
      waivers.add(waiver("waiver " + (i + 1) + ": ", list.get(i)));
    }
    if (!problems.isEmpty()) {
      throw new WaiversException(Waivers.FILE, problems);
    }
    return new Waivers(waivers);
  }

  private JsonNode list() {
    JsonNode list = tree().path("waivers");
    if (!list.isArray()) {
      throw new WaiversException(
          Waivers.FILE, List.of("the file must hold one key, waivers, with a list"));
    }
    return list;
  }

  private JsonNode tree() {
    try {
      return YAML.readTree(yaml);
    } catch (JsonProcessingException broken) {
      throw new WaiversException(Waivers.FILE, List.of(broken.getOriginalMessage()));
    }
  }

  private Waiver waiver(String place, JsonNode node) {
    for (var field : node.properties()) {
      if (!KEYS.contains(field.getKey())) {
        problems.add(place + "unknown key '" + field.getKey() + "'");
      }
    }
    String rule = text(place, node, "rule");
    if (!rule.isEmpty() && !ids().contains(rule)) {
      problems.add(place + "no rule has the id '" + rule + "'; the ids are " + ids());
    }
    return new Waiver(
        rule, text(place, node, "resource"), text(place, node, "reason"), expires(place, node));
  }

  /** The rules that can be waived: all but the one about waivers. */
  private static Set<String> ids() {
    Set<String> ids = new TreeSet<>(HouseRules.all().stream().map(Rule::id).toList());
    ids.remove(Waivers.RULE.id());
    return ids;
  }

  private String text(String place, JsonNode node, String key) {
    String text = node.path(key).asText().strip();
    if (text.isEmpty()) {
      problems.add(place + key + " is missing");
    }
    return text;
  }

  private LocalDate expires(String place, JsonNode node) {
    String text = text(place, node, "expires");
    try {
      return text.isEmpty() ? LocalDate.MIN : LocalDate.parse(text);
    } catch (DateTimeParseException notADate) {
      problems.add(place + "expires is '" + text + "', not a day as in 2027-01-31");
      return LocalDate.MIN;
    }
  }
}
