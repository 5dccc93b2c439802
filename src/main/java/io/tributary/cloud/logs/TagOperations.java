package io.tributary.cloud.logs;

import io.tributary.cloud.api.TagLimit;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.RequestTags;
import java.util.List;
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
    LogGroup group = authorised(caller, "TagResource", request.resourceArn(), keys(request.tags()));
    add(group, request.tags(), LogsErrors::tooManyTags);
    return TagResourceResponse.builder().build();
  }

  UntagResourceResponse untag(Caller caller, UntagResourceRequest request) {
    Map<String, List<String>> context = RequestTags.removed(request.tagKeys());
    LogGroup group = authorised(caller, "UntagResource", request.resourceArn(), context);
    group.tags().keySet().removeAll(request.tagKeys());
    return UntagResourceResponse.builder().build();
  }

  ListTagsForResourceResponse list(Caller caller, ListTagsForResourceRequest request) {
    LogGroup group = authorised(caller, "ListTagsForResource", request.resourceArn(), Map.of());
    return ListTagsForResourceResponse.builder().tags(new TreeMap<>(group.tags())).build();
  }

  private LogGroup authorised(
      Caller caller, String action, String arn, Map<String, List<String>> context) {
    String name = groups.name(Limits.required(arn, "resourceArn"));
    groups.requireAllowedOn(caller, action, groups.arn(name), context);
    return groups.require(name);
  }

  /** The condition keys of a request's tags, which are refused outside AWS's limits. */
  static Map<String, List<String>> keys(Map<String, String> tags) {
    tags.forEach((key, value) -> TagLimit.check(key, value, TagOperations::badTag));
    return RequestTags.keys(tags);
  }

  private static AwsServiceException badTag(TagLimit limit, String part) {
    return LogsErrors.constraint(part, "tags." + limit.part(), limit.must());
  }

  /** Adds the tags that a group is created with, or none when they are too many. */
  static void addNew(LogGroup group, Map<String, String> tags) {
    // The API reference gives CreateLogGroup, unlike TagResource, no error of its own for these.
    add(group, tags, LogsErrors::invalid);
  }

  /** Adds tags, in place of those with the same keys, or none when they would be too many. */
  private static void add(
      LogGroup group, Map<String, String> tags, Function<String, AwsServiceException> tooMany) {
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
}
