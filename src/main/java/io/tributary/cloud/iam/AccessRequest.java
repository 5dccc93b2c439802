package io.tributary.cloud.iam;

import java.util.List;
import java.util.Map;

/**
 * One question to IAM: may this caller do this action on this resource?
 *
 * @param caller who asks, and how
 * @param action for example {@code sqs:SendMessage}
 * @param resource an ARN, or {@code *} for an action that knows no resource
 * @param context condition keys of the request that the caller does not tell, for example {@code
 *     iam:PassedToService}; the global keys that follow from caller, time and resource are added by
 *     the evaluation
 */
public record AccessRequest(
    Caller caller, String action, String resource, Map<String, List<String>> context) {

  public AccessRequest(Caller caller, String action, String resource) {
    this(caller, action, resource, Map.of());
  }
}
