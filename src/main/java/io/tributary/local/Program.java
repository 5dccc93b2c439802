package io.tributary.local;

import com.pulumi.Context;
import io.tributary.cloud.account.Account;
import io.tributary.iam.Partition;
import java.util.Map;
import java.util.Optional;
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
 * @param accountId the account that it lands in, twelve digits; null for that of the first ARN in
 *     its config
 */
public record Program(
    String project,
    String stack,
    Map<String, String> config,
    Set<String> secretKeys,
    Consumer<Context> code,
    String accountId) {

  /** The account that a program lands in when neither it nor an ARN in its config names one. */
  public static final String EXAMPLE_ACCOUNT = "536697261635";

  private static final String DEFAULT_REGION = "eu-west-1";

  private static final Pattern ARN =
      Pattern.compile("arn:aws[a-z-]*:[a-z0-9-]+:[^:]*:(\\d{12}):.+");

  public Program {
    config = java.util.Collections.unmodifiableMap(new TreeMap<>(config));
    secretKeys = Set.copyOf(secretKeys);
  }

  /** A program that lands where its config tells. */
  public Program(
      String project,
      String stack,
      Map<String, String> config,
      Set<String> secretKeys,
      Consumer<Context> code) {
    this(project, stack, config, secretKeys, code, null);
  }

  /** The same, landing in this account. */
  public Program in(String other) {
    return new Program(project, stack, config, secretKeys, code, other);
  }

  private String region() {
    return config.getOrDefault("aws:region", DEFAULT_REGION);
  }

  /** The account that it lands in, if that is known; else the example's stands in. */
  public Optional<String> knownAccount() {
    return Optional.ofNullable(accountId).or(this::accountOfArns);
  }

  /** That of the first ARN in its config, in the order of the keys. */
  private Optional<String> accountOfArns() {
    return config.values().stream()
        .map(ARN::matcher)
        .filter(Matcher::matches)
        .map(arn -> arn.group(1))
        .findFirst();
  }

  /**
   * Where and as whom it is deployed: its known account or the example's, the region {@code
   * aws:region} and its partition, the user {@code username}.
   */
  Stack target() {
    String at = knownAccount().orElse(EXAMPLE_ACCOUNT);
    String username = config.get(project + ":username");
    return new Stack(project, stack, Partition.of(region()), at, region(), username);
  }

  /** The account and region it is deployed to, with AWS's default quotas. */
  public Account account() {
    return target().account();
  }
}
