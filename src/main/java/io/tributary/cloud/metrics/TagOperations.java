package io.tributary.cloud.metrics;

import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.RequestTags;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import software.amazon.awssdk.services.cloudwatch.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.cloudwatch.model.TagResourceRequest;
import software.amazon.awssdk.services.cloudwatch.model.TagResourceResponse;
import software.amazon.awssdk.services.cloudwatch.model.UntagResourceRequest;
import software.amazon.awssdk.services.cloudwatch.model.UntagResourceResponse;

/** What the API does to the tags of alarms. */
final class TagOperations {

  private final Access access;
  private final Alarms alarms;

  TagOperations(Access access, Alarms alarms) {
    this.access = access;
    this.alarms = alarms;
  }

  TagResourceResponse tag(Caller caller, TagResourceRequest request) {
    Map<String, String> added = Tags.read(request.tags());
    Tags.add(tags(caller, "TagResource", request.resourceARN(), RequestTags.keys(added)), added);
    return TagResourceResponse.builder().build();
  }

  UntagResourceResponse untag(Caller caller, UntagResourceRequest request) {
    Map<String, List<String>> context = RequestTags.removed(request.tagKeys());
    tags(caller, "UntagResource", request.resourceARN(), context)
        .keySet()
        .removeAll(request.tagKeys());
    return UntagResourceResponse.builder().build();
  }

  ListTagsForResourceResponse list(Caller caller, ListTagsForResourceRequest request) {
    Map<String, String> tags = tags(caller, "ListTagsForResource", request.resourceARN(), Map.of());
    return ListTagsForResourceResponse.builder().tags(Tags.shown(tags)).build();
  }

  private NavigableMap<String, String> tags(
      Caller caller, String action, String arn, Map<String, List<String>> context) {
    Limits.required(arn, "ResourceARN");
    access.require(caller, action, arn, context);
    return alarms.byName().values().stream()
        .filter(alarm -> alarm.arn().equals(arn))
        .findFirst()
        .orElseThrow(() -> CloudWatchErrors.noResource(arn))
        .tags();
  }
}
