package io.tributary.local;

import com.pulumi.Context;
import io.tributary.cloud.account.Account;
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
 * @param home where it lands; null for where the first ARN in its config is
 */
public record Program(
    String project,
    String stack,
    Map<String, String> config,
    Set<String> secretKeys,
    Consumer<Context> code,
    Home home) {

  /** The account that a program lands in when neither it nor an ARN in its config names one. */
  public static final String EXAMPLE_ACCOUNT = "536697261635";

  private static final Home EXAMPLE = new Home("aws", EXAMPLE_ACCOUNT);

  private static final String DEFAULT_REGION = "eu-west-1";

  /**
   * The partitions other than {@code aws}, by how the names of their regions begin. What the SDK
   * knows of them is not asked: it loads over 300 classes. See
   * docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
   */
  private static final Map<String, String> OTHER_PARTITIONS =
      Map.of(
          "cn-", "aws-cn",
          "us-gov-", "aws-us-gov",
          "eusc-", "aws-eusc",
          "us-iso-", "aws-iso",
          "us-isob-", "aws-iso-b",
          "eu-isoe-", "aws-iso-e",
          "us-isof-", "aws-iso-f");

  private static final Pattern ARN =
      Pattern.compile("arn:(aws[a-z-]*):[a-z0-9-]+:[^:]*:(\\d{12}):.+");

  public Program {
    config = java.util.Collections.unmodifiableMap(new TreeMap<>(config));
    secretKeys = Set.copyOf(secretKeys);
  }

  /**
   * An account.
   *
   * @param partition such as {@code aws}
   * @param accountId twelve digits
   */
  public record Home(String partition, String accountId) {}

  /** A program that lands where its config tells. */
  public Program(
      String project,
      String stack,
      Map<String, String> config,
      Set<String> secretKeys,
      Consumer<Context> code) {
    this(project, stack, config, secretKeys, code, null);
  }

  /** The same, landing in this account, in the partition that the region is of. */
  public Program in(String accountId) {
    Home other = new Home(partitionOf(region()), accountId);
    return new Program(project, stack, config, secretKeys, code, other);
  }

  private static String partitionOf(String region) {
    return OTHER_PARTITIONS.keySet().stream()
        .filter(region::startsWith)
        .findFirst()
        .map(OTHER_PARTITIONS::get)
        .orElse("aws");
  }

  private String region() {
    return config.getOrDefault("aws:region", DEFAULT_REGION);
  }

  /** Where it lands, if that is known; else the example's account stands in. */
  public Optional<Home> knownHome() {
    return Optional.ofNullable(home).or(this::homeOfFirstArn);
  }

  private Optional<Home> homeOfFirstArn() {
    return config.values().stream()
        .map(ARN::matcher)
        .filter(Matcher::matches)
        .findFirst()
        .map(arn -> new Home(arn.group(1), arn.group(2)));
  }

  /**
   * Where and as whom it is deployed: its known account and partition or the example's, the region
   * {@code aws:region}, the user {@code username}.
   */
  Stack target() {
    Home at = knownHome().orElse(EXAMPLE);
    String username = config.get(project + ":username");
    return new Stack(project, stack, at.partition(), at.accountId(), region(), username);
  }

  /** The account and region it is deployed to, with AWS's default quotas. */
  public Account account() {
    return target().account();
  }
}
