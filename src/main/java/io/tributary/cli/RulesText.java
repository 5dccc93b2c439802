package io.tributary.cli;

import io.tributary.house.Finding;
import io.tributary.house.HouseRules;
import io.tributary.house.Rule;
import java.util.ArrayList;
import java.util.List;

/** The rules of the house, and where a program breaks them, as a person reads it. */
final class RulesText {

  private RulesText() {}

  /** Each rule with its reason, what to do, and AWS's page. */
  static List<String> list() {
    List<String> lines = new ArrayList<>();
    for (Rule rule : HouseRules.all()) {
      lines.add(rule.id());
      lines.add("  " + rule.reason());
      lines.add("  " + rule.fix());
      lines.add("  " + rule.page());
    }
    return lines;
  }

  /** Where the rules are broken. */
  static List<String> lines(List<Finding> broken) {
    List<String> lines = new ArrayList<>(List.of(""));
    if (broken.isEmpty()) {
      lines.add("The %s rules of the house are kept.".formatted(HouseRules.all().size()));
      return lines;
    }
    lines.add("The rules of the house are broken " + Counted.of(broken.size(), "time") + ":");
    for (int i = 0; i < broken.size(); i++) {
      Finding finding = broken.get(i);
      lines.add("");
      lines.add("%s. %s: %s".formatted(i + 1, finding.rule().id(), finding.name()));
      lines.add("   " + finding.problem() + "; allowed: " + finding.allowed());
      lines.add("   " + finding.rule().fix());
      lines.add("   resource: " + finding.urn());
    }
    return lines;
  }
}
