package io.tributary.cloud.logs;

import io.tributary.cloud.api.Page;
import io.tributary.cloud.iam.AttachedPolicy;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.PolicyDocument;
import io.tributary.cloud.time.EventLoop;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteResourcePolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteResourcePolicyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeResourcePoliciesRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeResourcePoliciesResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutResourcePolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutResourcePolicyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourcePolicy;

/**
 * The account's policies that let other services write to its log groups.
 *
 * <p>See docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutResourcePolicy.html
 */
final class ResourcePolicies {

  /** A hard limit; docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
  private static final int MOST = 10;

  private static final int LONGEST_DOCUMENT = 5_120;
  private static final int LARGEST_PAGE = 50;
  private static final Set<String> PUT_FIELDS = Set.of("policyName", "policyDocument");
  private static final Set<String> DELETE_FIELDS = Set.of("policyName");
  private static final Set<String> DESCRIBE_FIELDS = Set.of("nextToken", "limit");

  private record Entry(String name, PolicyDocument document, long updatedMillis) {}

  private final EventLoop loop;
  private final Groups groups;
  private final NavigableMap<String, Entry> byName = new TreeMap<>();

  ResourcePolicies(EventLoop loop, Groups groups) {
    this.loop = loop;
    this.groups = groups;
  }

  /** All of them, as IAM takes them. */
  List<AttachedPolicy> attached() {
    return byName.values().stream()
        .map(entry -> new AttachedPolicy("log resource policy " + entry.name(), entry.document()))
        .toList();
  }

  PutResourcePolicyResponse put(Caller caller, PutResourcePolicyRequest request) {
    groups.requireAllowed(caller, "PutResourcePolicy", "");
    Limits.requireBuilt(request, "PutResourcePolicy", PUT_FIELDS);
    String name = Limits.required(request.policyName(), "policyName");
    String json = Limits.required(request.policyDocument(), "policyDocument");
    if (json.length() > LONGEST_DOCUMENT) {
      throw LogsErrors.constraint(json, "policyDocument", "have length less than or equal to 5120");
    }
    PolicyDocument document =
        PolicyDocument.parse(
            json,
            PolicyDocument.Kind.RESOURCE,
            why -> LogsErrors.invalid("Policy document is not valid: " + why));
    Entry entry = new Entry(name, document, loop.millis());
    if (!byName.containsKey(name) && byName.size() >= MOST) {
      throw LogsErrors.limitExceeded(
          "Resource limit exceeded: an account has at most "
              + MOST
              + " log resource policies in a region, which AWS does not raise.");
    }
    byName.put(name, entry);
    return PutResourcePolicyResponse.builder().resourcePolicy(shown(entry)).build();
  }

  DeleteResourcePolicyResponse delete(Caller caller, DeleteResourcePolicyRequest request) {
    groups.requireAllowed(caller, "DeleteResourcePolicy", "");
    Limits.requireBuilt(request, "DeleteResourcePolicy", DELETE_FIELDS);
    String name = Limits.required(request.policyName(), "policyName");
    if (byName.remove(name) == null) {
      throw LogsErrors.notFound("Policy with name [" + name + "] does not exist");
    }
    return DeleteResourcePolicyResponse.builder().build();
  }

  DescribeResourcePoliciesResponse describe(
      Caller caller, DescribeResourcePoliciesRequest request) {
    groups.requireAllowed(caller, "DescribeResourcePolicies", "");
    Limits.requireBuilt(request, "DescribeResourcePolicies", DESCRIBE_FIELDS);
    Page<Entry> page =
        Page.of(
            byName,
            entry -> true,
            request.nextToken(),
            Limits.page(request.limit(), LARGEST_PAGE),
            LogsErrors::invalidNextToken);
    return DescribeResourcePoliciesResponse.builder()
        .resourcePolicies(page.items().stream().map(ResourcePolicies::shown).toList())
        .nextToken(page.nextToken())
        .build();
  }

  private static ResourcePolicy shown(Entry entry) {
    return ResourcePolicy.builder()
        .policyName(entry.name())
        .policyDocument(entry.document().json())
        .lastUpdatedTime(entry.updatedMillis())
        .build();
  }
}
