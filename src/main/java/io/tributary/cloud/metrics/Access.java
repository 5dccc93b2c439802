package io.tributary.cloud.metrics;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.iam.AccessRequest;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Decision;
import io.tributary.cloud.iam.Iam;
import java.util.List;
import java.util.Map;

/**
 * Asks IAM before anything is done.
 *
 * <p>See docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html
 */
final class Access {

  private final Account account;
  private final Iam iam;

  Access(Account account, Iam iam) {
    this.account = account;
    this.iam = iam;
  }

  /** The ARN of an alarm; of {@code *} that of all. */
  String alarm(String name) {
    return account.arn("cloudwatch", "alarm:" + name);
  }

  String dashboard(String name) {
    return account.globalArn("cloudwatch", "dashboard/" + name);
  }

  /** Fails unless the caller may do what AWS grants on all resources or none. */
  void require(Caller caller, String action) {
    require(caller, action, "*", Map.of());
  }

  void require(Caller caller, String action, String resource) {
    require(caller, action, resource, Map.of());
  }

  /** Fails unless the caller may do this, with the request's own condition keys. */
  void require(Caller caller, String action, String resource, Map<String, List<String>> context) {
    Decision decision =
        iam.decide(new AccessRequest(caller, "cloudwatch:" + action, resource, context), null);
    if (!decision.allowed()) {
      throw CloudWatchErrors.denied(decision);
    }
  }
}
