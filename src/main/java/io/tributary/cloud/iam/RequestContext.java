package io.tributary.cloud.iam;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.time.EventLoop;
import java.util.List;
import java.util.Map;

/** A request as policies see it. Whatever a condition may ask is worked out when it asks. */
final class RequestContext {

  /** Where IAM answers from in partitions that have no us-east-1. */
  private static final Map<String, String> IAM_REGIONS = Map.of("aws-cn", "cn-north-1");

  /** Stands for an account in the ARNs of AWS's managed policies, which every account has. */
  private static final String OF_AWS = "aws";

  private final AccessRequest request;
  private final IamEntity entity;
  private final Account account;
  private final EventLoop loop;
  private boolean momentary;

  /**
   * A request.
   *
   * @param entity the user or role behind the principal; null for any other principal
   */
  RequestContext(AccessRequest request, IamEntity entity, Account account, EventLoop loop) {
    this.request = request;
    this.entity = entity;
    this.account = account;
    this.loop = loop;
  }

  AccessRequest request() {
    return request;
  }

  IamEntity entity() {
    return entity;
  }

  Account account() {
    return account;
  }

  /**
   * Whether anything was asked that may differ for the same request a moment later, though no
   * policy was changed: the time, or a tag.
   */
  boolean momentary() {
    return momentary;
  }

  Caller caller() {
    return request.caller();
  }

  Principal principal() {
    return request.caller().principal();
  }

  /** The calling service; null when the caller is no service. */
  Principal.Service service() {
    return principal() instanceof Principal.Service service ? service : null;
  }

  /** The names of the calling service's principal, of which the local cloud knows one. */
  List<String> serviceNames() {
    return service() == null ? List.of() : List.of(service().name());
  }

  /** Of a role session the ARN of its role. */
  String principalArn() {
    if (entity != null) {
      return entity.arn();
    }
    if (principal() instanceof Principal.RoleSession session) {
      return session.roleArn();
    }
    return service() == null ? principal().arn() : null;
  }

  String principalAccount() {
    return service() == null ? principal().account() : null;
  }

  /**
   * The account that a service acts for, as SNS's default policies ask for it. AWS gives the key up
   * and does not list who still tells it: CloudWatch does for alarms, EventBridge does not.
   *
   * <p>See
   * docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html#source-account-versus-source-owner
   * and github.com/DataBiosphere/azul/pull/5651
   */
  String sourceOwner() {
    return service() != null && service().name().equals(Principal.Service.CLOUDWATCH)
        ? service().account()
        : null;
  }

  boolean isOutsider() {
    return !principal().account().equals(account.id());
  }

  /**
   * Whether the caller is a user or role session of this account that does not exist (any more).
   */
  boolean isGone() {
    return entity == null
        && service() == null
        && !(principal() instanceof Principal.Root)
        && !isOutsider();
  }

  String principalType() {
    if (principal() instanceof Principal.Root) {
      return "Account";
    }
    if (principal() instanceof Principal.User) {
      return "User";
    }
    return principal() instanceof Principal.RoleSession ? "AssumedRole" : null;
  }

  String userId() {
    if (principal() instanceof Principal.Root root) {
      return root.account();
    }
    if (entity == null) {
      return null;
    }
    return principal() instanceof Principal.RoleSession session
        ? entity.id() + ":" + session.session()
        : entity.id();
  }

  String userName() {
    return principal() instanceof Principal.User user ? user.name() : null;
  }

  String principalTag(String key) {
    momentary = true;
    return entity == null ? null : entity.tags().get(key);
  }

  String currentTime() {
    momentary = true;
    return loop.now().toString();
  }

  String epochSeconds() {
    momentary = true;
    return String.valueOf(loop.millis() / 1_000);
  }

  /** IAM is one service for all regions of a partition and answers from one of them. */
  String region() {
    return request.action().regionMatches(true, 0, "iam:", 0, 4)
        ? IAM_REGIONS.getOrDefault(account.partition(), "us-east-1")
        : account.region();
  }

  /** The account that the resource's ARN names, else this one; so too for what is AWS's own. */
  String resourceAccount() {
    String arn = request.resource();
    int from = -1;
    for (int colon = 0; colon < 4; colon++) {
      from = arn.indexOf(':', from + 1);
      if (from < 0) {
        return account.id();
      }
    }
    int end = arn.indexOf(':', from + 1);
    String named = end < 0 ? "" : arn.substring(from + 1, end);
    return named.isEmpty() || named.equals(OF_AWS) ? account.id() : named;
  }

  /** The values of a condition key that the service told; empty when it told none. */
  List<String> told(String key) {
    Map<String, List<String>> context = request.context();
    if (context.isEmpty()) {
      return List.of();
    }
    for (Map.Entry<String, List<String>> entry : context.entrySet()) {
      if (entry.getKey().equalsIgnoreCase(key)) {
        return entry.getValue();
      }
    }
    return List.of();
  }
}
