package io.tributary.local;

import com.pulumi.Context;
import io.tributary.cloud.account.Account;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Pulumi program and all that decides what it asks for.
 *
 * @param project the name in Pulumi.yaml
 * @param stack the stack's name, such as {@code dev}
 * @param config the stack's config, keys with their namespace, as in {@code aws:region}
 * @param secretKeys the keys whose values are secret
 * @param code the program itself
 */
public record Program(
    String project,
    String stack,
    Map<String, String> config,
    Set<String> secretKeys,
    Consumer<Context> code) {

  /** The account that a program lands in when no ARN in its config names one. */
  public static final String EXAMPLE_ACCOUNT = "536697261635";

  private static final String DEFAULT_REGION = "eu-west-1";

  private static final Pattern ARN =
      Pattern.compile("arn:(aws[a-z-]*):[a-z0-9-]+:[^:]*:(\\d{12}):.+");

  public Program {
    config = java.util.Collections.unmodifiableMap(new TreeMap<>(config));
    secretKeys = Set.copyOf(secretKeys);
  }

  /**
   * Where and as whom it is deployed: the account and partition of the first ARN in its config, the
   * region {@code aws:region}, the user {@code username}.
   */
  Stack target() {
    String partition = "aws";
    String account = EXAMPLE_ACCOUNT;
    for (String value : config.values()) {
      Matcher arn = ARN.matcher(value);
      if (arn.matches()) {
        partition = arn.group(1);
        account = arn.group(2);
        break;
      }
    }
    String region = config.getOrDefault("aws:region", DEFAULT_REGION);
    return new Stack(project, stack, partition, account, region, config.get(project + ":username"));
  }

  /** The account and region it is deployed to, with AWS's default quotas. */
  public Account account() {
    return target().account();
  }
}
