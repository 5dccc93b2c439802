package io.tributary.cloud.logs;

import io.tributary.cloud.api.TagLimit;
import io.tributary.cloud.iam.Caller;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceResponse;

/**
 * What the API does to the tags of log groups.
 *
 * <p>See docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_TagResource.html
 */
final class TagOperations {

  private final Groups groups;

  TagOperations(Groups groups) {
    this.groups = groups;
  }

  TagResourceResponse tag(Caller caller, TagResourceRequest request) {
    LogGroup group = authorised(caller, "TagResource", request.resourceArn());
    add(group, request.tags(), LogsErrors::tooManyTags);
    return TagResourceResponse.builder().build();
  }

  UntagResourceResponse untag(Caller caller, UntagResourceRequest request) {
    LogGroup group = authorised(caller, "UntagResource", request.resourceArn());
    group.tags().keySet().removeAll(request.tagKeys());
    return UntagResourceResponse.builder().build();
  }

  ListTagsForResourceResponse list(Caller caller, ListTagsForResourceRequest request) {
    LogGroup group = authorised(caller, "ListTagsForResource", request.resourceArn());
    return ListTagsForResourceResponse.builder().tags(new TreeMap<>(group.tags())).build();
  }

  private LogGroup authorised(Caller caller, String action, String arn) {
    String name = groups.name(LogsErrors.required(arn, "resourceArn"));
    groups.requireAllowedOn(caller, action, groups.arn(name));
    return groups.require(name);
  }

  /** Adds the tags that a group is created with, or none when one is outside AWS's limits. */
  static void addNew(LogGroup group, Map<String, String> tags) {
    // The API reference gives CreateLogGroup, unlike TagResource, no error of its own for these.
    add(group, tags, LogsErrors::invalid);
  }

  /** Adds tags, in place of those with the same keys, or none when one is outside AWS's limits. */
  private static void add(
      LogGroup group, Map<String, String> tags, Function<String, AwsServiceException> tooMany) {
    tags.forEach((key, value) -> TagLimit.check(key, value, TagOperations::badTag));
    TagLimit.putAll(
        group.tags(),
        tags,
        count ->
            tooMany.apply(
                "A log group has at most "
                    + TagLimit.MOST
                    + " tags; this would make "
                    + count
                    + "."));
  }

  private static AwsServiceException badTag(TagLimit limit, String part) {
    return LogsErrors.constraint(part, "tags." + limit.part(), "Member must " + limit.must());
  }
}
