package io.tributary.audit;

import io.tributary.local.GraphResource;
import io.tributary.local.ResourceGraph;
import java.util.function.BiFunction;

/**
 * Where programs set policies: a Pulumi type, its input, and the policy's title, which is the name
 * that IAM's decisions give it. A new resource type with a policy is a line here.
 */
enum PolicyInput {
  QUEUE(
      "aws:sqs/queue:Queue",
      "policy",
      Policy.Kind.RESOURCE,
      (graph, queue) -> "queue policy of " + queue.outputs().get("arn")),
  QUEUE_POLICY(
      "aws:sqs/queuePolicy:QueuePolicy",
      "policy",
      Policy.Kind.RESOURCE,
      (graph, policy) -> "queue policy of " + queueArn(graph, policy)),
  QUEUE_REDRIVE_ALLOW(
      "aws:sqs/queue:Queue",
      "redriveAllowPolicy",
      Policy.Kind.REDRIVE_ALLOW,
      (graph, queue) -> "redrive allow policy of " + queue.outputs().get("arn")),
  REDRIVE_ALLOW(
      "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy",
      "redriveAllowPolicy",
      Policy.Kind.REDRIVE_ALLOW,
      (graph, policy) -> "redrive allow policy of " + queueArn(graph, policy)),
  TOPIC(
      "aws:sns/topic:Topic",
      "policy",
      Policy.Kind.RESOURCE,
      (graph, topic) -> "topic policy of " + topic.outputs().get("arn")),
  TOPIC_POLICY(
      "aws:sns/topicPolicy:TopicPolicy",
      "policy",
      Policy.Kind.RESOURCE,
      (graph, policy) -> "topic policy of " + policy.inputs().get("arn")),
  ROLE_TRUST(
      "aws:iam/role:Role",
      "assumeRolePolicy",
      Policy.Kind.TRUST,
      (graph, role) -> "trust policy of role " + role.outputs().get("name")),
  ROLE_POLICY(
      "aws:iam/rolePolicy:RolePolicy",
      "policy",
      Policy.Kind.IDENTITY,
      (graph, policy) ->
          "inline policy "
              + policy.outputs().get("name")
              + " of role "
              + policy.inputs().get("role")),
  MANAGED_POLICY(
      "aws:iam/policy:Policy",
      "policy",
      Policy.Kind.IDENTITY,
      (graph, policy) -> "managed policy " + policy.outputs().get("name")),
  LOG_RESOURCE_POLICY(
      "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
      "policyDocument",
      Policy.Kind.RESOURCE,
      (graph, policy) -> "log resource policy " + policy.inputs().get("policyName"));

  private final String type;
  private final String input;
  private final Policy.Kind kind;
  private final BiFunction<ResourceGraph, GraphResource, String> title;

  PolicyInput(
      String type,
      String input,
      Policy.Kind kind,
      BiFunction<ResourceGraph, GraphResource, String> title) {
    this.type = type;
    this.input = input;
    this.kind = kind;
    this.title = title;
  }

  boolean isSetBy(GraphResource resource) {
    return resource.type().equals(type) && resource.inputs().get(input) instanceof String;
  }

  Policy read(ResourceGraph graph, GraphResource resource) {
    return new Policy(
        title.apply(graph, resource),
        resource.urn(),
        input,
        kind,
        (String) resource.inputs().get(input));
  }

  private static Object queueArn(ResourceGraph graph, GraphResource policy) {
    return Topology.queueOfUrl(graph, (String) policy.inputs().get("queueUrl"))
        .<Object>map(queue -> queue.outputs().get("arn"))
        .orElse(policy.inputs().get("queueUrl"));
  }
}
