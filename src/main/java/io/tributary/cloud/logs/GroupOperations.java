package io.tributary.cloud.logs;

import io.tributary.cloud.api.Page;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.time.EventLoop;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroupClass;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyResponse;

/**
 * What the API does to log groups.
 *
 * <p>See docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html
 */
final class GroupOperations {

  private static final int LARGEST_PAGE = 50;

  /**
   * The days that a retention may have;
   * docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
   */
  private static final Set<Integer> RETENTION_DAYS =
      Set.of(
          1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
          2922, 3288, 3653);

  private static final Set<String> CREATE_FIELDS = Set.of("logGroupName", "tags", "logGroupClass");
  private static final Set<String> DESCRIBE_FIELDS =
      Set.of("logGroupNamePrefix", "logGroupNamePattern", "nextToken", "limit", "logGroupClass");

  private final EventLoop loop;
  private final Groups groups;

  GroupOperations(EventLoop loop, Groups groups) {
    this.loop = loop;
    this.groups = groups;
  }

  CreateLogGroupResponse create(Caller caller, CreateLogGroupRequest request) {
    String name = request.logGroupName();
    requireName(name);
    Map<String, List<String>> tagKeys = TagOperations.keys(request.tags());
    groups.requireAllowed(caller, "CreateLogGroup", name, tagKeys);
    if (!request.tags().isEmpty()) {
      groups.requireAllowedOn(caller, "TagResource", groups.arn(name), tagKeys);
    }
    Limits.requireBuilt(request, "CreateLogGroup", CREATE_FIELDS);
    requireStandard(request.logGroupClassAsString());
    if (groups.byName().containsKey(name)) {
      throw LogsErrors.alreadyExists("The specified log group already exists");
    }
    LogGroup group = new LogGroup(name, groups.arn(name), loop.millis());
    TagOperations.addNew(group, request.tags());
    groups.byName().put(name, group);
    return CreateLogGroupResponse.builder().build();
  }

  private static void requireName(String name) {
    if (name == null || !LogGroups.NAME.matcher(name).matches() || name.startsWith("aws/")) {
      throw LogsErrors.constraint(
          name,
          "logGroupName",
          "satisfy regular expression pattern: "
              + LogGroups.NAME
              + " and must not begin with aws/");
    }
  }

  private static void requireStandard(String logGroupClass) {
    if (logGroupClass != null && !logGroupClass.equals(LogGroupClass.STANDARD.toString())) {
      throw LogsErrors.invalid(
          "The local cloud builds log groups of class STANDARD only, not " + logGroupClass + ".");
    }
  }

  DeleteLogGroupResponse delete(Caller caller, DeleteLogGroupRequest request) {
    LogGroup group = authorised(caller, "DeleteLogGroup", request.logGroupName());
    groups.byName().remove(group.name());
    return DeleteLogGroupResponse.builder().build();
  }

  private LogGroup authorised(Caller caller, String action, String name) {
    groups.requireAllowed(caller, action, Limits.required(name, "logGroupName"));
    return groups.require(name);
  }

  PutRetentionPolicyResponse putRetention(Caller caller, PutRetentionPolicyRequest request) {
    LogGroup group = authorised(caller, "PutRetentionPolicy", request.logGroupName());
    Integer days = Limits.required(request.retentionInDays(), "retentionInDays");
    if (!RETENTION_DAYS.contains(days)) {
      throw LogsErrors.constraint(
          days, "retentionInDays", "satisfy enum value set: " + new TreeSet<>(RETENTION_DAYS));
    }
    group.setRetentionDays(days);
    return PutRetentionPolicyResponse.builder().build();
  }

  DeleteRetentionPolicyResponse deleteRetention(
      Caller caller, DeleteRetentionPolicyRequest request) {
    authorised(caller, "DeleteRetentionPolicy", request.logGroupName()).setRetentionDays(null);
    return DeleteRetentionPolicyResponse.builder().build();
  }

  DescribeLogGroupsResponse describe(Caller caller, DescribeLogGroupsRequest request) {
    groups.requireAllowed(caller, "DescribeLogGroups", "");
    Limits.requireBuilt(request, "DescribeLogGroups", DESCRIBE_FIELDS);
    requireStandard(request.logGroupClassAsString());
    Page<LogGroup> page =
        Page.of(
            groups.byName(),
            wanted(request),
            request.nextToken(),
            Limits.page(request.limit(), LARGEST_PAGE),
            LogsErrors::invalidNextToken);
    return DescribeLogGroupsResponse.builder()
        .logGroups(
            page.items().stream()
                .map(group -> shown(group, request.logGroupNamePattern() != null))
                .toList())
        .nextToken(page.nextToken())
        .build();
  }

  private static Predicate<LogGroup> wanted(DescribeLogGroupsRequest request) {
    String prefix = request.logGroupNamePrefix();
    String part = request.logGroupNamePattern();
    if (prefix != null && part != null) {
      throw LogsErrors.invalid(
          "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.");
    }
    if (part != null) {
      return group -> group.name().contains(part);
    }
    return group -> prefix == null || group.name().startsWith(prefix);
  }

  /** What AWS shows of a group, which is less when groups are asked for by a pattern. */
  private software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup shown(
      LogGroup group, boolean byPattern) {
    var shown =
        software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup.builder()
            .logGroupName(group.name())
            .arn(group.arn() + ":*")
            .creationTime(group.createdMillis());
    if (byPattern) {
      return shown.build();
    }
    group.expire(loop.millis());
    return shown
        .logGroupArn(group.arn())
        .retentionInDays(group.retentionDays())
        .metricFilterCount(0)
        .storedBytes(group.storedBytes())
        .logGroupClass(LogGroupClass.STANDARD)
        .build();
  }
}
