package io.tributary.local;

import io.tributary.local.OwnNames.Scope;
import io.tributary.local.resource.PlannedResource;
import io.tributary.local.resource.ProviderCall;
import io.tributary.local.resource.ProviderCall.Kind;
import io.tributary.local.resource.ResourceTypes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamPolicyWriter;

/**
 * A managed policy for whoever deploys a program: what the AWS provider's calls need, on names that
 * begin with the username, and on what else the program names of its account. Or one for whoever
 * operates it.
 *
 * @param name what the policy may be called: without a hyphen after a username, so that a program
 *     which makes managed policies gives its user no right to change this one
 * @param document its statements
 */
public record DeployerPolicy(String name, IamPolicy document) {

  private static final Comparator<Scope> BY_RESOURCE =
      Comparator.comparing(Scope::resource).thenComparing(scope -> scope.conditions().toString());

  /**
   * What it takes to create, read, change and delete all resources of a graph.
   *
   * @param usernames whose stacks of this program may be deployed: a username, or the beginning of
   *     several and {@code *}; null for the graph's own username
   * @return one policy, or as many as AWS's limit of size asks for
   */
  public static List<DeployerPolicy> of(ResourceGraph graph, String usernames) {
    return of(planned(graph), new DeployingUser(graph.stack()), usernames, call -> true);
  }

  /**
   * What it takes to read all resources of a graph, as {@code pulumi preview --refresh} does.
   *
   * @param usernames as of {@link #of}
   */
  public static List<DeployerPolicy> toRead(ResourceGraph graph, String usernames) {
    return of(
        planned(graph),
        new DeployingUser(graph.stack()),
        usernames,
        call -> call.kind() == Kind.READ);
  }

  /**
   * What it takes to operate a deployed program, and so to follow the runbook: it reads, sends,
   * receives, redrives, switches on and off, purges, and makes and reconfigures nothing.
   *
   * @param usernames as of {@link #of}
   */
  public static List<DeployerPolicy> toOperate(ResourceGraph graph, String usernames) {
    DeployingUser user = new DeployingUser(graph.stack());
    return toOperate(user, Objects.requireNonNullElse(usernames, user.name()), Provided.of(graph));
  }

  /** What it takes to operate what a user has deployed, and to see what others have provided. */
  static List<DeployerPolicy> toOperate(DeployingUser user, String usernames, Provided provided) {
    var statements = new OperatorPolicy(user.account(), usernames, provided).statements();
    return named("operator.", usernames, PolicyPacking.documents(statements));
  }

  /** What it takes to get from some resources of a user to others. */
  static List<DeployerPolicy> of(Collection<PlannedResource> resources, DeployingUser user) {
    return of(resources, user, user.name(), call -> true);
  }

  private static List<DeployerPolicy> of(
      Collection<PlannedResource> resources,
      DeployingUser user,
      String usernames,
      Predicate<ProviderCall> which) {
    String granted = Objects.requireNonNullElse(usernames, user.name());
    OwnNames own = new OwnNames(user.name(), granted);
    BoundedRoles bounded = new BoundedRoles(resources);
    Map<Scope, SortedSet<String>> actions = new TreeMap<>(BY_RESOURCE);
    for (PlannedResource resource : resources) {
      for (ProviderCall call : resource.calls()) {
        if (which.test(call)) {
          own.scope(bounded.completed(call))
              .ifPresent(
                  scope ->
                      actions.computeIfAbsent(scope, it -> new TreeSet<>()).add(call.action()));
        }
      }
    }
    return named("deployer.", granted, PolicyPacking.documents(merged(actions)));
  }

  /** What is done alike to several resources is one statement. */
  private static List<DeployerStatement> merged(Map<Scope, SortedSet<String>> actions) {
    Map<List<Object>, DeployerStatement> merged = new LinkedHashMap<>();
    actions.forEach(
        (scope, names) ->
            merged
                .computeIfAbsent(
                    List.of(names, scope.conditions()),
                    terms -> new DeployerStatement(names, new TreeSet<>(), scope.conditions()))
                .resources()
                .add(scope.resource()));
    return List.copyOf(merged.values());
  }

  private static List<DeployerPolicy> named(
      String role, String usernames, List<IamPolicy> documents) {
    String name = role + usernames.replaceFirst("-?\\*$", "");
    List<DeployerPolicy> policies = new ArrayList<>();
    for (IamPolicy document : documents) {
      String number = documents.size() == 1 ? "" : "." + (policies.size() + 1);
      policies.add(new DeployerPolicy(name + number, document));
    }
    return policies;
  }

  private static List<PlannedResource> planned(ResourceGraph graph) {
    return graph.resources().stream()
        .filter(GraphResource::custom)
        .map(
            it ->
                ResourceTypes.plan(
                    it.type(), it.urn(), it.name(), it.inputs(), graph.stack().account()))
        .toList();
  }

  /** The document as indented JSON. */
  public String json() {
    return document.toJson(IamPolicyWriter.builder().prettyPrint(true).build());
  }
}
