package io.tributary.local;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.policybuilder.iam.IamAction;

/** The actions that commands of the AWS CLI on a page of docs/ need, and who has them. */
final class RightsOnPages {

  private static final String COMMAND = "aws ([a-z]+) ([a-z]+-[a-z-]+)";
  private static final Pattern IN_SENTENCE = Pattern.compile("`" + COMMAND);
  private static final Pattern ANYWHERE = Pattern.compile("(?m)(?:^ *|`)" + COMMAND);

  private RightsOnPages() {}

  static Set<String> inSentences(String text) {
    return actions(IN_SENTENCE, text);
  }

  /** In sentences and in blocks. */
  static Set<String> anywhere(String text) {
    return actions(ANYWHERE, text);
  }

  private static Set<String> actions(Pattern command, String text) {
    return command
        .matcher(text)
        .results()
        .map(it -> AwsCli.action(it.group(1), it.group(2)))
        .collect(Collectors.toSet());
  }

  /** Of who deploys the sample's program. */
  static Set<String> toDeploy() {
    return granted(DeployerPolicy.of(PurchaseProgram.recorded(), null));
  }

  /** Of who operates it. */
  static Set<String> toOperate() {
    return granted(DeployerPolicy.toOperate(PurchaseProgram.recorded(), null));
  }

  private static Set<String> granted(List<DeployerPolicy> policies) {
    return policies.stream()
        .flatMap(policy -> policy.document().statements().stream())
        .flatMap(statement -> statement.actions().stream())
        .map(IamAction::value)
        .collect(Collectors.toSet());
  }
}
