package io.tributary.local;

import io.tributary.local.resource.ProviderCall;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * A statement to be: actions on resources, under conditions.
 *
 * @param conditions the one value, perhaps with wildcards, of each condition key
 */
record DeployerStatement(
    SortedSet<String> actions, SortedSet<String> resources, Map<String, String> conditions) {

  /** The parts of an ARN: {@code arn:partition:service:region:account:resource}. */
  private static final int ARN_PARTS = 6;

  /** This statement as two, each with half of the resources, where there are several. */
  List<DeployerStatement> halves() {
    List<String> all = List.copyOf(resources);
    int middle = all.size() / 2;
    return List.of(on(all.subList(0, middle)), on(all.subList(middle, all.size())));
  }

  private DeployerStatement on(List<String> some) {
    return new DeployerStatement(actions, new TreeSet<>(some), conditions);
  }

  IamStatement toIam(String sid) {
    IamStatement.Builder statement = IamStatement.builder().sid(sid).effect(IamEffect.ALLOW);
    actions.forEach(statement::addAction);
    resources.forEach(statement::addResource);
    conditions.forEach(
        (key, value) ->
            statement.addCondition(it -> it.operator(operator(key)).key(key).value(value)));
    return statement.build();
  }

  private static IamConditionOperator operator(String key) {
    return key.equals(ProviderCall.POLICY_ARN)
        ? IamConditionOperator.ARN_LIKE
        : IamConditionOperator.STRING_EQUALS;
  }

  /** What the statement is about, in letters and digits only, such as {@code IamRole}. */
  String subject() {
    String resource = resources.first();
    List<String> words = new ArrayList<>();
    if (resource.equals(ProviderCall.ANY)) {
      words.add("no-resource-to-name");
    } else {
      String[] arn = resource.split(":", ARN_PARTS);
      String type = arn[ARN_PARTS - 1].replaceFirst("[:/].*", "");
      words.add(arn[2]);
      words.add(type.length() < arn[ARN_PARTS - 1].length() ? type : "");
    }
    conditions.keySet().forEach(key -> words.add(key.substring(key.indexOf(':') + 1)));
    return words.stream()
        .flatMap(word -> Arrays.stream(word.split("-")))
        .filter(word -> !word.isEmpty())
        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
        .collect(Collectors.joining());
  }
}
