package io.tributary.local.resource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A call that the AWS provider makes for a resource: to create it, read it back, tag, change or
 * delete it.
 *
 * <p>Which they are is in the provider's source, github.com/hashicorp/terraform-provider-aws: each
 * {@code calls} of a {@link ResourceType} names its file below {@code internal/service}. Which
 * resource AWS asks for is in
 * docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html.
 *
 * @param action as policies name it, such as {@code sqs:CreateQueue}
 * @param resource the ARN that AWS authorises the call on; {@code *} for an action that is granted
 *     on all resources or none
 * @param kind what the call does there
 * @param context the condition keys that come with the call and have to be as they are here, by
 *     name: {@code iam:PassedToService}, {@code iam:PolicyARN}, {@code iam:PermissionsBoundary}
 */
public record ProviderCall(String action, String resource, Kind kind, Map<String, String> context) {

  /** An action's resource where AWS knows none. */
  public static final String ANY = "*";

  /** A condition key: which service a role is handed to. */
  public static final String PASSED_TO_SERVICE = "iam:PassedToService";

  /** A condition key: which managed policy is attached or detached. */
  public static final String POLICY_ARN = "iam:PolicyARN";

  /** A condition key: which managed policy bounds the role, or is to bound it. */
  public static final String PERMISSIONS_BOUNDARY = "iam:PermissionsBoundary";

  /** What a call does. */
  public enum Kind {
    /** Reads the resource, as a preview with a refresh does. */
    READ,
    /** Makes, changes or deletes the resource. */
    WRITE,
    /** Uses another resource, which the program names and may not have made: a topic, a role. */
    USE
  }

  public ProviderCall {
    context = context.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(context));
  }

  static List<ProviderCall> reads(String resource, String... actions) {
    return calls(Kind.READ, resource, actions);
  }

  static List<ProviderCall> writes(String resource, String... actions) {
    return calls(Kind.WRITE, resource, actions);
  }

  static List<ProviderCall> uses(String resource, String... actions) {
    return calls(Kind.USE, resource, actions);
  }

  private static List<ProviderCall> calls(Kind kind, String resource, String... actions) {
    List<ProviderCall> calls = new ArrayList<>();
    for (String action : actions) {
      calls.add(new ProviderCall(action, resource, kind, Map.of()));
    }
    return calls;
  }

  /**
   * Handing a role to a service;
   * docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
   *
   * @param roleArn null when no role is handed over
   */
  static List<ProviderCall> passRole(String roleArn, String service) {
    return roleArn == null
        ? List.of()
        : List.of(
            new ProviderCall(
                "iam:PassRole", roleArn, Kind.USE, Map.of(PASSED_TO_SERVICE, service)));
  }

  /** This call, which comes with a condition key more. */
  public ProviderCall with(String key, String value) {
    Map<String, String> more = new TreeMap<>(context);
    more.put(key, value);
    return new ProviderCall(action, resource, kind, more);
  }

  @SafeVarargs
  static List<ProviderCall> all(List<ProviderCall>... parts) {
    List<ProviderCall> all = new ArrayList<>();
    for (List<ProviderCall> part : parts) {
      all.addAll(part);
    }
    return all;
  }
}
