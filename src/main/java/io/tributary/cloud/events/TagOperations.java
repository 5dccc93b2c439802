package io.tributary.cloud.events;

import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.RequestTags;
import java.util.Map;
import software.amazon.awssdk.services.eventbridge.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.eventbridge.model.TagResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.TagResourceResponse;
import software.amazon.awssdk.services.eventbridge.model.UntagResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.UntagResourceResponse;

/** What the API does to the tags of buses and rules. */
final class TagOperations {

  private final Access access;
  private final Buses buses;

  TagOperations(Access access, Buses buses) {
    this.access = access;
    this.buses = buses;
  }

  TagResourceResponse tag(Caller caller, TagResourceRequest request) {
    String arn = requireArn(request.resourceARN());
    Map<String, String> added = Tags.read(request.tags());
    access.requireOnRule(caller, "TagResource", arn, RequestTags.keys(added));
    Tags.add(buses.requireTags(arn), added);
    return TagResourceResponse.builder().build();
  }

  UntagResourceResponse untag(Caller caller, UntagResourceRequest request) {
    String arn = requireArn(request.resourceARN());
    access.requireOnRule(caller, "UntagResource", arn, RequestTags.removed(request.tagKeys()));
    buses.requireTags(arn).keySet().removeAll(request.tagKeys());
    return UntagResourceResponse.builder().build();
  }

  ListTagsForResourceResponse list(Caller caller, ListTagsForResourceRequest request) {
    String arn = requireArn(request.resourceARN());
    access.requireOnRule(caller, "ListTagsForResource", arn);
    return ListTagsForResourceResponse.builder().tags(Tags.list(buses.requireTags(arn))).build();
  }

  /** Refuses a bus's bare name, for IAM is to be asked about the ARN. */
  private static String requireArn(String arn) {
    if (!Limits.required(arn, "resourceARN").startsWith("arn:")) {
      throw EventsErrors.constraint(arn, "resourceARN", "be the ARN of an event bus or a rule");
    }
    return arn;
  }
}
