package io.tributary.cloud.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * A policy, read and checked once, ready to be evaluated many times.
 *
 * <p>See docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
public final class PolicyDocument {

  /** Where a policy stands, which decides what must and what may be in it. */
  public enum Kind {
    /** At a user or role, inline or managed: names no principal. */
    IDENTITY,
    /** At a queue, topic, event bus, ...: names principals and resources. */
    RESOURCE,
    /** At a role, saying who may assume it: names principals, and no resource. */
    TRUST
  }

  private final Kind kind;
  private final String json;
  private final String version;
  private final List<Statement> allows;
  private final List<Statement> denies;

  PolicyDocument(Kind kind, String json, String version, List<Statement> statements) {
    this.kind = kind;
    this.json = json;
    this.version = version;
    List<Statement> allowing = new ArrayList<>();
    List<Statement> denying = new ArrayList<>();
    statements.forEach(it -> (it.allows() ? allowing : denying).add(it));
    this.allows = List.copyOf(allowing);
    this.denies = List.copyOf(denying);
  }

  /**
   * Reads the policy of a resource, such as a queue, a topic or an event bus.
   *
   * @throws MalformedPolicyException if it is not a policy as AWS defines it
   */
  public static PolicyDocument parse(String json) {
    return parse(json, Kind.RESOURCE);
  }

  /**
   * Reads a policy.
   *
   * @throws MalformedPolicyException if it is not a policy of this kind as AWS defines it
   */
  public static PolicyDocument parse(String json, Kind kind) {
    return new PolicyReader(json, kind).read();
  }

  /**
   * Reads a policy that a service is given.
   *
   * @param malformed the service's error, made of what is wrong
   */
  public static PolicyDocument parse(
      String json, Kind kind, Function<String, AwsServiceException> malformed) {
    try {
      return parse(json, kind);
    } catch (MalformedPolicyException e) {
      throw malformed.apply(e.getMessage());
    }
  }

  /** The document as it was given. */
  public String json() {
    return json;
  }

  public Kind kind() {
    return kind;
  }

  /** {@code 2012-10-17}, or {@code 2008-10-17} which is also what a missing version means. */
  public String version() {
    return version;
  }

  /** How many statements it has. */
  public int statementCount() {
    return allows.size() + denies.size();
  }

  /** How many actions the statement has that names most. */
  public int mostActions() {
    return statements().mapToInt(statement -> statement.actions().size()).max().orElse(0);
  }

  /** How many principals the statement has that names most; 0 in an identity policy. */
  public int mostPrincipals() {
    return statements()
        .filter(statement -> statement.principals() != null)
        .mapToInt(statement -> statement.principals().entries().size())
        .max()
        .orElse(0);
  }

  private Stream<Statement> statements() {
    return Stream.concat(allows.stream(), denies.stream());
  }

  /** The users, roles and sessions that the policy names by ARN. */
  List<String> principalArns() {
    return statements()
        .filter(statement -> statement.principals() != null)
        .flatMap(statement -> statement.principals().entries().stream())
        .filter(entry -> entry.kind() == PrincipalElement.Kind.ARN)
        .map(PrincipalElement.Entry::value)
        .toList();
  }

  List<Statement> allows() {
    return allows;
  }

  /** The first statement that denies the request; null when none does. */
  Statement denies(RequestContext context) {
    for (int i = 0; i < denies.size(); i++) {
      if (denies.get(i).applies(context) != Grant.NONE) {
        return denies.get(i);
      }
    }
    return null;
  }

  /** The statement that allows the request furthest; null when none does. */
  Statement allows(RequestContext context) {
    Statement best = null;
    Grant furthest = Grant.NONE;
    for (int i = 0; i < allows.size() && furthest != Grant.DIRECT; i++) {
      Grant grant = allows.get(i).applies(context);
      if (grant.compareTo(furthest) > 0) {
        furthest = grant;
        best = allows.get(i);
      }
    }
    return best;
  }
}
