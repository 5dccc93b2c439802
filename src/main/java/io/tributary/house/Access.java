package io.tributary.house;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.cloud.iam.AccessRequest;
import io.tributary.cloud.iam.AttachedPolicy;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Decision;
import io.tributary.cloud.iam.Iam;
import io.tributary.cloud.iam.PolicyDocument;
import io.tributary.cloud.iam.PolicyDocument.Kind;
import io.tributary.cloud.iam.PolicyElements;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.time.VirtualTime;
import io.tributary.local.Documents;
import io.tributary.local.Stack;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Asks the local cloud's IAM what the policy of a resource would answer. */
final class Access {

  private static final String ANOTHER_ACCOUNT = "999999999999";

  private final Stack stack;
  private final Iam iam;

  Access(Stack stack) {
    this.stack = stack;
    this.iam = new Iam(new VirtualTime(Instant.EPOCH, 0), stack.account());
  }

  /** Whether a policy lets a service do something; a policy of null allows nothing. */
  boolean allows(String policy, Principal.Service service, String action, String arn) {
    return decide(policy, Caller.of(service), action, arn).allowed();
  }

  /**
   * Whether a policy refuses whoever comes without TLS. The account's own root user and a stranger
   * stand for all, as no statement that they are asked with depends on anything but TLS.
   */
  boolean refusesPlainHttp(String policy, String action, String arn) {
    String left = Documents.object(policy).map(Access::sparingNobody).orElse(null);
    return Stream.of(stack.accountId(), ANOTHER_ACCOUNT)
        .map(account -> new Caller(new Principal.Root(stack.partition(), account), false))
        .map(caller -> decide(left, caller, action, arn).cause())
        .allMatch(Decision.Cause.EXPLICIT_DENY_IN_RESOURCE_POLICY::equals);
  }

  /** A policy without the statements that spare others than those who come by TLS. */
  private static String sparingNobody(JsonNode policy) {
    List<JsonNode> left =
        PolicyElements.of(policy.path("Statement")).stream().filter(it -> !sparesSome(it)).toList();
    ((ObjectNode) policy).putArray("Statement").addAll(left);
    return policy.toString();
  }

  private static boolean sparesSome(JsonNode statement) {
    return statement.has("NotPrincipal")
        || statement.path("Condition").properties().stream()
            .flatMap(operator -> operator.getValue().properties().stream())
            .anyMatch(key -> !key.getKey().equalsIgnoreCase("aws:SecureTransport"));
  }

  private Decision decide(String policy, Caller caller, String action, String arn) {
    return iam.decide(new AccessRequest(caller, action, arn), attached(policy, arn));
  }

  /** A policy that AWS would not take is never attached; {@link ValidDocument} names it. */
  private static AttachedPolicy attached(String policy, String arn) {
    return policy == null || PolicyText.malformed(policy, Kind.RESOURCE).isPresent()
        ? null
        : new AttachedPolicy("policy of " + arn, PolicyDocument.parse(policy));
  }
}
