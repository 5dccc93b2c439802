package io.tributary.cli;

import io.tributary.audit.AuditReport;
import io.tributary.audit.Finding;
import io.tributary.audit.Finding.Kind;
import io.tributary.audit.PolicyVerdicts;
import io.tributary.audit.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** An audit's report as a person reads it: a table by policy, then what is to be mended. */
final class AuditText {

  /** How much the table tells. */
  enum Detail {
    /** Of each policy, how many of its grants each flow proves. */
    POLICIES,
    /** Each grant, and the flow that proves it. */
    GRANTS,
    /** Each grant, and what is otherwise in that flow without it. */
    PROOFS
  }

  private static final String ROW = "%6s %6s %8s  %s";
  private static final String INDENT = " ".repeat(ROW.formatted("", "", "", "").length());

  private final Detail detail;
  private final List<String> lines = new ArrayList<>();

  private AuditText(Detail detail) {
    this.detail = detail;
  }

  /** The report, line by line. */
  static List<String> lines(AuditReport report, Detail detail) {
    AuditText text = new AuditText(detail);
    text.lines.add("Flows played:");
    report.flows().forEach(flow -> text.lines.add("  " + flow));
    text.table(report.policies());
    text.notJudged(report.notJudged());
    text.notOpened(report.notOpened());
    text.withoutExample(report.withoutExample());
    text.findings(report.findings(), report.notOpened().isEmpty());
    return text.lines;
  }

  private void table(List<PolicyVerdicts> policies) {
    if (policies.isEmpty()) {
      return;
    }
    lines.add("");
    lines.add(ROW.formatted("grants", "needed", "unneeded", "policy"));
    for (PolicyVerdicts policy : policies) {
      lines.add(row(policy.grants(), policy.needed(), policy.unneeded(), policy.policy()));
      if (detail == Detail.POLICIES) {
        flows(policy);
      } else {
        policy.verdicts().forEach(this::verdict);
      }
    }
    int grants = policies.stream().mapToInt(PolicyVerdicts::grants).sum();
    int needed = policies.stream().mapToInt(PolicyVerdicts::needed).sum();
    lines.add(row(grants, needed, grants - needed, policies.size() + " policies in all"));
    if (detail == Detail.POLICIES) {
      lines.add("");
      lines.add("--grants tells of each grant which flow proves it; --proofs tells how, too.");
    }
  }

  private static String row(int grants, int needed, int unneeded, String name) {
    return ROW.formatted(grants, needed, unneeded, name);
  }

  private void flows(PolicyVerdicts policy) {
    String flows =
        policy.verdicts().stream()
            .filter(Verdict::needed)
            .collect(
                Collectors.groupingBy(
                    verdict -> verdict.proof().flow(), TreeMap::new, Collectors.counting()))
            .entrySet()
            .stream()
            .map(flow -> flow.getKey() + " (" + flow.getValue() + ")")
            .collect(Collectors.joining(", "));
    if (!flows.isEmpty()) {
      lines.add(INDENT + "proven by: " + flows);
    }
  }

  private void verdict(Verdict verdict) {
    String how = verdict.needed() ? "needed: " + verdict.proof().flow() : "UNNEEDED";
    lines.add("%s  %s  <= %s".formatted(INDENT, verdict.piece(), how));
    if (detail == Detail.PROOFS && verdict.needed()) {
      lines.add(INDENT + "      " + verdict.proof().difference());
    }
  }

  private void notJudged(List<String> policies) {
    if (!policies.isEmpty()) {
      lines.add("");
      lines.add(
          "Not judged, taken to allow what the flows need: " + String.join(", ", policies) + ".");
    }
  }

  private void notOpened(List<String> gates) {
    if (!gates.isEmpty()) {
      lines.add("");
      lines.add(
          "Not even an event of the audit's own came through "
              + String.join(", ", gates)
              + ": what looks unneeded may be needed there, so nothing is called unneeded.");
    }
  }

  private void withoutExample(List<String> gates) {
    if (!gates.isEmpty()) {
      lines.add("");
      lines.add(
          "No topic of an example leads to "
              + String.join(", ", gates)
              + ": events of the audit's own were put straight before.");
    }
  }

  private void findings(List<Finding> findings, boolean allJudged) {
    lines.add("");
    if (findings.isEmpty()) {
      lines.add(
          allJudged
              ? "No findings: permissions are neither too few nor too many."
              : "No findings, but whether permissions are too many is not judged.");
      return;
    }
    lines.add(Counted.of(findings.size(), "finding") + ":");
    for (int i = 0; i < findings.size(); i++) {
      finding(i + 1, findings.get(i));
    }
    if (findings.stream().filter(finding -> finding.kind() == Kind.UNNEEDED).count() > 1) {
      lines.add("");
      lines.add(
          "Of pieces that stand in for each other all are unneeded: take one away, then audit"
              + " again.");
    }
    if (findings.stream().anyMatch(finding -> !finding.kind().afterTheFlows())) {
      lines.add("");
      lines.add("Whether permissions are too many is judged once every flow succeeds.");
    }
  }

  private void finding(int number, Finding finding) {
    lines.add("");
    lines.add("%s. %s: %s".formatted(number, finding.kind().words(), finding.where()));
    lines.add("   " + finding.problem());
    finding.details().forEach(detail -> lines.add("   " + detail));
    if (finding.statement() != null) {
      String place = finding.file() == null ? "" : ", in what is " + maker(finding.file());
      lines.add("   " + finding.kind().remedy() + place + ":");
      finding.statement().lines().forEach(line -> lines.add("   " + line));
    } else if (finding.file() != null) {
      lines.add("   " + maker(finding.file()));
    }
  }

  /** A component is a class of its name, which need not write all that it makes itself. */
  private static String maker(String file) {
    String component = file.substring(file.lastIndexOf('/') + 1).replace(".java", "");
    return "made by component " + component + " (" + file + ")";
  }
}
