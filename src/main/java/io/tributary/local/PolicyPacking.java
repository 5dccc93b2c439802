package io.tributary.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/** Puts statements into as few managed policies as AWS's limit of size allows, in their order. */
final class PolicyPacking {

  /**
   * AWS counts so many characters of a managed policy at most, white space aside;
   * docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
   */
  static final int LIMIT = 6_144;

  private final List<IamPolicy> documents = new ArrayList<>();
  private final Map<String, Integer> subjects = new TreeMap<>();
  private List<IamStatement> open = new ArrayList<>();

  private PolicyPacking() {}

  static List<IamPolicy> documents(List<DeployerStatement> statements) {
    PolicyPacking packing = new PolicyPacking();
    statements.forEach(packing::add);
    packing.close();
    return packing.documents;
  }

  private void add(DeployerStatement statement) {
    if (statement.resources().size() > 1
        && size(List.of(statement.toIam(statement.subject()))) > LIMIT) {
      statement.halves().forEach(this::add);
      return;
    }
    int number = subjects.merge(statement.subject(), 1, Integer::sum);
    IamStatement added = statement.toIam(statement.subject() + (number == 1 ? "" : number));
    List<IamStatement> more = new ArrayList<>(open);
    more.add(added);
    if (size(more) > LIMIT) {
      close();
      open.add(added);
    } else {
      open = more;
    }
  }

  private void close() {
    if (!open.isEmpty()) {
      documents.add(IamPolicy.builder().statements(open).build());
      open = new ArrayList<>();
    }
  }

  private static int size(List<IamStatement> statements) {
    return size(IamPolicy.builder().statements(statements).build());
  }

  /** The characters of a document that AWS counts. */
  static int size(IamPolicy document) {
    return document.toJson().replaceAll("\\s", "").length();
  }
}
