package io.tributary.cloud.iam.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.cloud.iam.DecisionCase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Cases decided by both evaluators. The oracle is asked twice: about each case as it is, and about
 * the case as the rules of {@link Difference} read it, on which it has to agree.
 */
final class Comparison {

  /** What the classes of differences are counted under when it takes more than one of them. */
  private static final String SEVERAL = "SEVERAL OF THEM";

  /**
   * One case.
   *
   * @param plain what the oracle says of the case as it is
   * @param settled what it says of the rewritten case
   */
  record Judged(JsonNode json, Verdict ours, Verdict plain, JsonNode rewritten, Verdict settled) {

    boolean isUnexplained() {
      return ours != settled;
    }

    boolean differs() {
      return ours != plain;
    }

    @Override
    public String toString() {
      return "ours: "
          + ours
          + ", oracle: "
          + plain
          + ", settled: "
          + settled
          + "\n  "
          + json
          + "\n  rewritten: "
          + rewritten;
    }
  }

  private final List<Judged> cases = new ArrayList<>();

  Comparison(List<? extends JsonNode> drawn) {
    List<JsonNode> rewritten = drawn.stream().map(Comparison::rewritten).toList();
    Map<JsonNode, Verdict> verdicts = verdicts(drawn, rewritten);
    for (int i = 0; i < drawn.size(); i++) {
      JsonNode one = drawn.get(i);
      JsonNode settled = rewritten.get(i);
      Verdict ours = Verdict.of(new DecisionCase(one).decide());
      cases.add(new Judged(one, ours, verdicts.get(one), settled, verdicts.get(settled)));
    }
  }

  /** What the oracle says of each case; most are not changed by rewriting, and asked once. */
  private static Map<JsonNode, Verdict> verdicts(
      List<? extends JsonNode> drawn, List<JsonNode> rewritten) {
    Set<JsonNode> different = new LinkedHashSet<>(drawn);
    different.addAll(rewritten);
    List<JsonNode> asked = List.copyOf(different);
    List<Verdict> answers = Oracle.decide(asked);
    Map<JsonNode, Verdict> verdicts = new HashMap<>();
    for (int i = 0; i < asked.size(); i++) {
      verdicts.put(asked.get(i), answers.get(i));
    }
    return verdicts;
  }

  private static JsonNode rewritten(JsonNode one) {
    JsonNode all = one;
    for (Difference difference : Difference.values()) {
      all = difference.rewritten(all);
    }
    return all;
  }

  List<Judged> cases() {
    return cases;
  }

  List<Judged> unexplained() {
    return cases.stream().filter(Judged::isUnexplained).toList();
  }

  /** How many of the cases that the oracle decides otherwise each class explains by itself. */
  Map<String, Integer> differences() {
    List<JsonNode> asked = new ArrayList<>();
    List<Judged> differing = cases.stream().filter(Judged::differs).toList();
    for (Judged one : differing) {
      for (Difference difference : Difference.values()) {
        asked.add(difference.rewritten(one.json()));
      }
    }
    List<Verdict> answers = Oracle.decide(asked);
    Map<String, Integer> counts = new TreeMap<>();
    int classes = Difference.values().length;
    for (int i = 0; i < differing.size(); i++) {
      int first = answers.subList(i * classes, (i + 1) * classes).indexOf(differing.get(i).ours());
      counts.merge(first < 0 ? SEVERAL : Difference.values()[first].name(), 1, Integer::sum);
    }
    return counts;
  }
}
