package io.tributary.cloud.account;

import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The AWS account and region that a local cloud plays, with its quotas.
 *
 * @param partition usually {@code aws}
 * @param id twelve digits
 * @param region for example {@code eu-west-1}
 * @param quotas the adjustable quotas that differ from AWS's defaults
 */
public record Account(String partition, String id, String region, Map<Quota, Integer> quotas) {

  public Account {
    quotas = quotas.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(quotas));
  }

  /** An account of the {@code aws} partition with AWS's default quotas. */
  public Account(String id, String region) {
    this("aws", id, region, Map.of());
  }

  /** This account with one quota raised or lowered. */
  public Account with(Quota quota, int value) {
    EnumMap<Quota, Integer> changed = new EnumMap<>(Quota.class);
    changed.putAll(quotas);
    changed.put(quota, value);
    return new Account(partition, id, region, changed);
  }

  /** The value of a quota in this account. */
  public int quota(Quota quota) {
    return quotas.getOrDefault(quota, quota.awsDefault());
  }

  /** The ARN of a resource of this account in this region. */
  public String arn(String service, String resource) {
    return "arn:" + partition + ":" + service + ":" + region + ":" + id + ":" + resource;
  }

  /**
   * Whether an ARN begins like those of a kind of resource and goes on with a name that one may
   * have; whether there is one is not asked.
   *
   * @param arn null is none
   */
  public static boolean isArn(String arn, String prefix, Pattern name) {
    return arn != null
        && arn.startsWith(prefix)
        && name.matcher(arn).region(prefix.length(), arn.length()).matches();
  }

  /** The ARN of the queue of this account and region that a URL names by its last part. */
  public String queueOfUrl(String url) {
    return arn("sqs", url.substring(url.lastIndexOf('/') + 1));
  }

  /** The ARN of a resource of a global service (IAM, STS), whose ARNs name no region. */
  public String globalArn(String service, String resource) {
    return "arn:" + partition + ":" + service + "::" + id + ":" + resource;
  }
}
