package io.tributary.cli;

import io.tributary.audit.AuditReport;
import io.tributary.audit.Finding;
import io.tributary.audit.Finding.Kind;
import io.tributary.audit.PolicyVerdicts;
import io.tributary.audit.Verdict;
import java.util.ArrayList;
import java.util.List;

/** An audit's report as a person reads it: a table by policy, then what is to be mended. */
final class AuditText {

  private static final String ROW = "%6s %6s %8s  %s";

  private final boolean proofs;
  private final List<String> lines = new ArrayList<>();

  private AuditText(boolean proofs) {
    this.proofs = proofs;
  }

  /**
   * The report, line by line.
   *
   * @param proofs whether to tell what proves each piece needed, not only in which flow
   */
  static List<String> lines(AuditReport report, boolean proofs) {
    AuditText text = new AuditText(proofs);
    text.lines.add("Flows played: " + String.join(", ", report.flows()));
    text.table(report.policies());
    text.findings(report.findings());
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
      policy.verdicts().forEach(this::verdict);
    }
    int grants = policies.stream().mapToInt(PolicyVerdicts::grants).sum();
    int needed = policies.stream().mapToInt(PolicyVerdicts::needed).sum();
    lines.add(row(grants, needed, grants - needed, policies.size() + " policies in all"));
  }

  private static String row(int grants, int needed, int unneeded, String name) {
    return ROW.formatted(grants, needed, unneeded, name);
  }

  private void verdict(Verdict verdict) {
    String how = verdict.needed() ? "needed: " + verdict.proof().flow() : "UNNEEDED";
    lines.add("                          %s  <= %s".formatted(verdict.piece(), how));
    if (proofs && verdict.needed()) {
      lines.add("                              " + verdict.proof().difference());
    }
  }

  private void findings(List<Finding> findings) {
    lines.add("");
    if (findings.isEmpty()) {
      lines.add("No findings: permissions are neither too few nor too many.");
      return;
    }
    lines.add("%d finding%s:".formatted(findings.size(), findings.size() == 1 ? "" : "s"));
    for (int i = 0; i < findings.size(); i++) {
      finding(i + 1, findings.get(i));
    }
    if (findings.stream().filter(finding -> finding.kind() == Kind.UNNEEDED).count() > 1) {
      lines.add("");
      lines.add(
          "Of pieces that stand in for each other all are unneeded: take one away, then audit again.");
    }
    if (findings.stream().anyMatch(finding -> !finding.kind().afterTheFlows())) {
      lines.add("");
      lines.add("Whether permissions are too many is judged once every flow succeeds.");
    }
  }

  private void finding(int number, Finding finding) {
    lines.add("");
    lines.add("%d. %s: %s".formatted(number, finding.kind().words(), finding.where()));
    lines.add("   " + finding.problem());
    finding.details().forEach(detail -> lines.add("   " + detail));
    String place = finding.file() == null ? "" : " in " + finding.file();
    if (finding.statement() != null) {
      lines.add("   " + finding.kind().remedy() + place + ":");
      finding.statement().lines().forEach(line -> lines.add("   " + line));
    } else if (finding.file() != null) {
      lines.add("   to be changed" + place);
    }
  }
}
