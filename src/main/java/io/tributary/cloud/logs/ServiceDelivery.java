package io.tributary.cloud.logs;

import io.tributary.cloud.iam.AccessRequest;
import io.tributary.cloud.iam.AttachedPolicy;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Decision;
import io.tributary.cloud.iam.Iam;
import io.tributary.cloud.iam.PolicyDocument;
import io.tributary.cloud.iam.Principal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How other services write to log groups: a rule's target as events.amazonaws.com together with
 * delivery.logs.amazonaws.com, a pipe's logs as the latter alone. The account's log resource
 * policies decide.
 *
 * <p>For a rule's target AWS documents a policy that names both writers, and only for PutLogEvents
 * the rule as their source. So both are asked here, and the creation of a stream tells no source.
 * See docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
 *
 * <p>For the log delivery service AWS adds a policy to the group by itself, AWSLogDeliveryWrite,
 * when a user who may do so turns logging on. Here every group has it; a deny in the account's
 * policies still counts. See
 * docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-CWL.html
 */
final class ServiceDelivery {

  private static final String LOG_DELIVERY = "delivery.logs.amazonaws.com";
  private static final String EVENTS = "events.amazonaws.com";

  private final Iam iam;
  private final Groups groups;
  private final ResourcePolicies policies;
  private final StreamOperations streams;
  private final WriteOperations writes;

  /** The policy that AWS adds to each log group; it hangs on the group's ARN alone. */
  private final Map<String, AttachedPolicy> automatic = new HashMap<>();

  ServiceDelivery(
      Iam iam,
      Groups groups,
      ResourcePolicies policies,
      StreamOperations streams,
      WriteOperations writes) {
    this.iam = iam;
    this.groups = groups;
    this.policies = policies;
    this.streams = streams;
    this.writes = writes;
  }

  void deliver(Caller caller, String groupArn, String streamName, String message) {
    String name = groups.name(groupArn);
    String streamArn = groups.arn(name) + ":log-stream:" + streamName;
    List<AttachedPolicy> deciding = deciding(caller, groups.arn(name));
    require(writers(caller), "logs:PutLogEvents", streamArn, deciding);
    LogGroup group = groups.require(name);
    LogStream stream = group.streams().get(streamName);
    if (stream == null) {
      require(creators(caller), "logs:CreateLogStream", streamArn, deciding);
      stream = streams.add(group, streamName);
    }
    writes.add(group, stream, message);
  }

  /** Who has to be allowed to write. */
  private static List<Caller> writers(Caller caller) {
    return isRule(caller)
        ? List.of(caller, service(LOG_DELIVERY, sourceArn(caller), caller))
        : List.of(caller);
  }

  /** Who has to be allowed to create the stream. */
  private static List<Caller> creators(Caller caller) {
    return isRule(caller)
        ? List.of(service(EVENTS, null, caller), service(LOG_DELIVERY, null, caller))
        : List.of(caller);
  }

  private static boolean isRule(Caller caller) {
    return caller.principal() instanceof Principal.Service service && service.name().equals(EVENTS);
  }

  private static String sourceArn(Caller caller) {
    return ((Principal.Service) caller.principal()).sourceArn();
  }

  private static Caller service(String name, String sourceArn, Caller of) {
    return Caller.of(new Principal.Service(name, sourceArn, of.principal().account()));
  }

  private List<AttachedPolicy> deciding(Caller caller, String groupArn) {
    List<AttachedPolicy> deciding = new ArrayList<>(policies.attached());
    if (caller.principal() instanceof Principal.Service service
        && service.name().equals(LOG_DELIVERY)) {
      deciding.add(automatic.computeIfAbsent(groupArn, ServiceDelivery::automatic));
    }
    return deciding;
  }

  private static AttachedPolicy automatic(String groupArn) {
    String account = groupArn.split(":")[4];
    return new AttachedPolicy(
        "AWSLogDeliveryWrite, the policy that AWS adds to log group " + groupArn,
        PolicyDocument.parse(
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"AWSLogDeliveryWrite\","
                + "\"Effect\":\"Allow\",\"Principal\":{\"Service\":\""
                + LOG_DELIVERY
                + "\"},\"Action\":[\"logs:CreateLogStream\",\"logs:PutLogEvents\"],\"Resource\":\""
                + groupArn
                + ":log-stream:*\",\"Condition\":{\"StringEquals\":{\"aws:SourceAccount\":\""
                + account
                + "\"}}}]}"));
  }

  private void require(
      List<Caller> callers, String action, String resource, List<AttachedPolicy> deciding) {
    for (Caller caller : callers) {
      Decision decision = decide(new AccessRequest(caller, action, resource), deciding);
      if (!decision.allowed()) {
        throw LogsErrors.denied(decision);
      }
    }
  }

  private Decision decide(AccessRequest request, List<AttachedPolicy> deciding) {
    if (deciding.isEmpty()) {
      return iam.decide(request, null);
    }
    List<Decision> decisions =
        deciding.stream().map(policy -> iam.decide(request, policy)).toList();
    return Decision.deciding(decisions).orElseGet(() -> notAllowed(decisions));
  }

  /** Of several denials the one that a statement came nearest to, having looked at all policies. */
  private static Decision notAllowed(List<Decision> decisions) {
    Decision nearest =
        decisions.stream()
            .filter(decision -> decision.nearMiss() != null)
            .findFirst()
            .orElse(decisions.get(0));
    List<String> looked =
        decisions.stream().flatMap(decision -> decision.looked().stream()).distinct().toList();
    return new Decision(
        false, nearest.request(), nearest.cause(), null, null, looked, nearest.nearMiss());
  }
}
