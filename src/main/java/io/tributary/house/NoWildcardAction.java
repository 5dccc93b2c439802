package io.tributary.house;

import io.tributary.cloud.iam.PolicyElements;
import io.tributary.house.PolicyText.Grant;
import java.util.stream.Stream;

/** Grants name their actions. */
final class NoWildcardAction extends Check {

  NoWildcardAction() {
    super(
        new Rule(
            "no-wildcard-action",
            "Least privilege: a wildcard gives what nobody asked for, and what AWS adds later."
                + " Statements that deny may use it.",
            "Name the actions that the flow uses.",
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege"));
  }

  @Override
  Stream<Finding> findings(Estate estate) {
    return PolicyText.grants(estate)
        .flatMap(
            grant ->
                broad(grant)
                    .map(broad -> finding(grant.resource(), broad, "actions by their full name")));
  }

  private static Stream<String> broad(Grant grant) {
    Stream<String> wild =
        grant.texts("Action").stream()
            .filter(PolicyElements::isWild)
            .map(action -> "statement " + grant.label() + " allows the action " + action);
    return grant.element("NotAction").isMissingNode()
        ? wild
        : Stream.of("statement " + grant.label() + " allows all but " + grant.texts("NotAction"));
  }
}
