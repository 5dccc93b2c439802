package io.tributary.component;

import io.tributary.iam.Arn;
import java.util.Map;

/**
 * Where a stack lives: one person's part of one region of an account. A username is good for one
 * stack only, in one region: a second one takes the first one's queues for its own, and fails on
 * roles, whose names are global and do not differ by case. It names the resources and computes
 * their ARNs before they exist, so that a first preview shows every policy whole and policies may
 * name each other's resources.
 *
 * @param partition such as {@code aws}
 * @param region such as {@code eu-west-1}
 * @param account twelve digits
 * @param username the prefix of every name
 * @param tags put on every resource that takes tags
 */
public record Environment(
    String partition, String region, String account, String username, Map<String, String> tags) {

  /** {@code USERNAME-name}. */
  public String name(String name) {
    return username + "-" + name;
  }

  /** {@code /USERNAME/name}, the name of a log group. */
  public String logGroupName(String name) {
    return "/" + username + "/" + name;
  }

  public Arn topic(String name) {
    return arn("sns", name(name));
  }

  /** Whether a resource is the username's, by its name: {@code USERNAME-...}. */
  public boolean owns(Arn arn) {
    return arn.account().equals(account) && arn.name().startsWith(username + "-");
  }

  public Arn queue(String name) {
    return arn("sqs", name(name));
  }

  public Arn bus(String name) {
    return arn("events", "event-bus/" + name(name));
  }

  /** A rule's ARN names its bus, unless that is the account's default bus. */
  public Arn rule(Arn bus, String name) {
    String path = bus.name().equals("default") ? "" : bus.name() + "/";
    return arn("events", "rule/" + path + name(name));
  }

  public Arn pipe(String name) {
    return arn("pipes", "pipe/" + name(name));
  }

  public Arn logGroup(String name) {
    return arn("logs", "log-group:" + logGroupName(name));
  }

  public Arn alarm(String name) {
    return arn("cloudwatch", "alarm:" + name(name));
  }

  private Arn arn(String service, String resource) {
    return new Arn(partition, service, region, account, resource);
  }
}
