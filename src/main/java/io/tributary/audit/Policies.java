package io.tributary.audit;

import io.tributary.local.GraphResource;
import io.tributary.local.PolicyProperty;
import io.tributary.local.ResourceGraph;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the policies that a program sets. Their titles are the names that IAM's decisions use, but
 * that these name a managed policy that bounds a role for what it does there.
 */
final class Policies {

  private static final String MANAGED = "managed policy ";
  private static final String BOUNDARY = "permissions boundary ";
  private static final String REDRIVE_ALLOW = "redriveAllowPolicy";

  private final ResourceGraph graph;

  private Policies(ResourceGraph graph) {
    this.graph = graph;
  }

  /** All policies of a graph, by the name of what they are of, so that what belongs together is. */
  static List<Policy> of(ResourceGraph graph) {
    Policies policies = new Policies(graph);
    return graph.resources().stream()
        .flatMap(policies::of)
        .sorted(Comparator.comparing(Policies::name).thenComparing(Policy::title))
        .toList();
  }

  /** The policy that IAM's decisions name so; empty if the program sets no such policy. */
  static Optional<Policy> named(ResourceGraph graph, String name) {
    String title = name.startsWith(BOUNDARY) ? MANAGED + name.substring(BOUNDARY.length()) : name;
    return of(graph).stream().filter(policy -> policy.title().equals(title)).findFirst();
  }

  /** What a title ends with: a name, or an ARN that ends with one. */
  private static String name(Policy policy) {
    String title = policy.title();
    return title.substring(1 + Math.max(title.lastIndexOf(' '), title.lastIndexOf(':')));
  }

  private Stream<Policy> of(GraphResource resource) {
    Stream<Policy> documents =
        Arrays.stream(PolicyProperty.values())
            .filter(it -> it.type().equals(resource.type()) && isSet(resource, it.property()))
            .map(it -> document(resource, it));
    return isSet(resource, REDRIVE_ALLOW)
        ? Stream.concat(documents, Stream.of(redriveAllow(resource)))
        : documents;
  }

  private static boolean isSet(GraphResource resource, String input) {
    return resource.inputs().get(input) instanceof String;
  }

  private Policy document(GraphResource resource, PolicyProperty property) {
    return policy(
        title(resource, property), resource, property.property(), Policy.Kind.of(property.kind()));
  }

  private Policy redriveAllow(GraphResource resource) {
    String title = "redrive allow policy of " + queueArn(resource);
    return policy(title, resource, REDRIVE_ALLOW, Policy.Kind.REDRIVE_ALLOW);
  }

  private static Policy policy(
      String title, GraphResource resource, String input, Policy.Kind kind) {
    String json = (String) resource.inputs().get(input);
    return new Policy(title, resource.urn(), input, kind, json);
  }

  private String title(GraphResource resource, PolicyProperty property) {
    Object name = resource.outputs().get("name");
    return switch (property) {
      case QUEUE, QUEUE_POLICY -> "queue policy of " + queueArn(resource);
      case TOPIC -> "topic policy of " + resource.outputs().get("arn");
      case TOPIC_POLICY -> "topic policy of " + resource.inputs().get("arn");
      case LOG_POLICY -> "log resource policy " + resource.inputs().get("policyName");
      case ROLE_TRUST -> "trust policy of role " + name;
      case ROLE_POLICY -> "inline policy " + name + " of role " + resource.inputs().get("role");
      case MANAGED_POLICY -> MANAGED + name;
    };
  }

  /** The ARN of a queue, or of the queue that a policy of its own names by URL. */
  private Object queueArn(GraphResource resource) {
    return resource.inputs().get("queueUrl") instanceof String url
        ? graph.stack().account().queueOfUrl(url)
        : resource.outputs().get("arn");
  }
}
