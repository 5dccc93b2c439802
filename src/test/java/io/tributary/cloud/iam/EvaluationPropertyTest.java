package io.tributary.cloud.iam;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.time.VirtualTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of every decision, whatever the policies say. */
class EvaluationPropertyTest {

  private static final String ACCOUNT = "111122223333";
  private static final String QUEUE = "arn:aws:sqs:eu-west-1:111122223333:jane-q";
  private static final List<Principal> PRINCIPALS =
      List.of(
          new Principal.User("aws", ACCOUNT, "jane"),
          new Principal.RoleSession("aws", ACCOUNT, "jane-pipe", "run"),
          new Principal.Root("aws", ACCOUNT),
          new Principal.User("aws", "999988887777", "eve"),
          new Principal.Service(
              "sns.amazonaws.com", "arn:aws:sns:eu-west-1:111122223333:jane-topic", ACCOUNT));

  @Provide
  Arbitrary<Principal> principals() {
    return Arbitraries.of(PRINCIPALS);
  }

  @Provide
  Arbitrary<List<String>> statements() {
    return statement(Arbitraries.of("Allow", "Deny")).list().ofMaxSize(4);
  }

  @Provide
  Arbitrary<List<String>> someStatements() {
    return statement(Arbitraries.of("Allow", "Deny")).list().ofMinSize(1).ofMaxSize(4);
  }

  @Provide
  Arbitrary<String> allows() {
    return statement(Arbitraries.just("Allow"));
  }

  private static Arbitrary<String> statement(Arbitrary<String> effects) {
    Arbitrary<String> actions =
        Arbitraries.of("sqs:SendMessage", "sqs:*", "*", "sqs:ReceiveMessage", "sns:Publish");
    Arbitrary<String> resources =
        Arbitraries.of(QUEUE, "*", QUEUE + "-dlq", "arn:aws:sqs:*:*:${aws:username}-*");
    Arbitrary<String> conditions =
        Arbitraries.of(
            "",
            ",\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"true\"}}",
            ",\"Condition\":{\"StringNotEquals\":{\"aws:username\":\"jane\"}}",
            ",\"Condition\":{\"ArnLike\":{\"aws:SourceArn\":\"arn:aws:sns:*:*:jane-*\"}}",
            ",\"Condition\":{\"ForAllValues:StringEquals\":{\"aws:TagKeys\":[\"a\"]}}");
    return Combinators.combine(effects, actions, resources, conditions)
        .as(
            (effect, action, resource, condition) ->
                "{\"Effect\":\"%s\",\"Action\":\"%s\",\"Resource\":\"%s\"%s}"
                    .formatted(effect, action, resource, condition));
  }

  private static Decision decide(
      Principal principal, List<String> identity, List<String> resource) {
    Iam iam = iam();
    PolicyDocument trust =
        PolicyDocument.parse(
            "{\"Statement\":{\"Effect\":\"Deny\",\"Principal\":\"*\","
                + "\"Action\":\"sts:AssumeRole\"}}",
            PolicyDocument.Kind.TRUST);
    put(iam.identities().addUser("jane"), identity);
    put(iam.identities().addRole("/", "jane-pipe", trust), identity);
    return iam.decide(
        new AccessRequest(Caller.of(principal), "sqs:SendMessage", QUEUE), queuePolicy(resource));
  }

  private static void put(IamEntity entity, List<String> statements) {
    if (!statements.isEmpty()) {
      EntityPolicies.put(entity, "p", document(statements));
    }
  }

  private static AttachedPolicy queuePolicy(List<String> statements) {
    List<String> withPrincipal =
        statements.stream()
            .map(statement -> statement.replace("{\"Effect", "{\"Principal\":\"*\",\"Effect"))
            .toList();
    return statements.isEmpty()
        ? null
        : new AttachedPolicy("queue policy", PolicyDocument.parse(document(withPrincipal)));
  }

  private static String document(List<String> statements) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
  }

  private static List<String> with(List<String> statements, String more) {
    List<String> all = new ArrayList<>(statements);
    all.add(more);
    return all;
  }

  @Property
  void anExplicitDenyAtTheResourceAlwaysWins(
      @ForAll("principals") Principal principal,
      @ForAll("statements") List<String> identity,
      @ForAll("statements") List<String> resource) {
    String deny = "{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}";

    assertThat(decide(principal, identity, with(resource, deny)).cause())
        .isEqualTo(Decision.Cause.EXPLICIT_DENY_IN_RESOURCE_POLICY);
  }

  @Property
  void oneMoreAllowNeverTurnsAnAllowIntoADeny(
      @ForAll("principals") Principal principal,
      @ForAll("statements") List<String> identity,
      @ForAll("statements") List<String> resource,
      @ForAll("allows") String more) {
    if (decide(principal, identity, resource).allowed()) {
      assertThat(decide(principal, with(identity, more), resource).allowed()).isTrue();
      assertThat(decide(principal, identity, with(resource, more)).allowed()).isTrue();
    }
  }

  @Property
  void theMissingStatementIsAllThatIsMissing(
      @ForAll("principals") Principal principal,
      @ForAll("statements") List<String> identity,
      @ForAll("statements") List<String> resource) {
    Decision denied = decide(principal, identity, resource);
    assertThat(denied.missingStatement().isEmpty()).isEqualTo(noStatementHelps(denied));
    if (denied.missingStatement().isEmpty()) {
      return;
    }
    String missing = denied.missingStatement().get();
    boolean atTheResource = denied.cause() == Decision.Cause.NO_RESOURCE_POLICY_ALLOWS;
    String bare =
        missing
            .replaceFirst("\"Sid\" : \"\\w+\",", "")
            .replaceFirst("(?s)\"Principal\" : \\{.*?},", "")
            .replaceFirst("\\{\\s+\"Effect\"", "{\"Effect\"");

    Decision then =
        atTheResource
            ? decide(principal, identity, with(resource, bare))
            : decide(principal, with(identity, bare), resource);

    assertThat(then.allowed()).isTrue();
  }

  @Property(tries = 200)
  void theMissingStatementIsAllThatABoundaryLacks(@ForAll("someStatements") List<String> boundary) {
    Decision denied = decideWithin(document(boundary));
    assertThat(denied.missingStatement().isEmpty()).isEqualTo(noStatementHelps(denied));
    if (denied.missingStatement().isEmpty()) {
      return;
    }

    assertThat(denied.cause()).isEqualTo(Decision.Cause.NO_PERMISSIONS_BOUNDARY_ALLOWS);
    assertThat(decideWithin(document(with(boundary, denied.missingStatement().get()))).allowed())
        .isTrue();
  }

  private static Decision decideWithin(String boundary) {
    Iam iam = iam();
    IamUser jane = iam.identities().addUser("jane");
    put(jane, List.of("{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}"));
    PolicyDocument document = PolicyDocument.parse(boundary, PolicyDocument.Kind.IDENTITY);
    jane.bound(iam.identities().addPolicy("/", "boundary", null, document));
    return iam.decide(
        new AccessRequest(Caller.of(PRINCIPALS.get(0)), "sqs:SendMessage", QUEUE), null);
  }

  @Provide
  Arbitrary<List<String>> trusts() {
    Arbitrary<String> principals =
        Arbitraries.of(
            "\"*\"",
            "{\"AWS\":\"arn:aws:iam::111122223333:user/jane\"}",
            "{\"AWS\":\"111122223333\"}",
            "{\"Service\":\"sns.amazonaws.com\"}",
            "{\"Service\":\"sqs.amazonaws.com\"}");
    Arbitrary<String> conditions =
        Arbitraries.of(
            "",
            ",\"Condition\":{\"StringEquals\":{\"sts:ExternalId\":\"x\"}}",
            ",\"Condition\":{\"ArnLike\":{\"aws:SourceArn\":\"arn:aws:sns:*:*:joe-*\"}}");
    return Combinators.combine(Arbitraries.of("Allow", "Deny"), principals, conditions)
        .as(
            (effect, principal, condition) ->
                "{\"Effect\":\"%s\",\"Principal\":%s,\"Action\":\"sts:AssumeRole\"%s}"
                    .formatted(effect, principal, condition))
        .list()
        .ofMinSize(1)
        .ofMaxSize(3);
  }

  @Property(tries = 200)
  void theMissingStatementIsAllThatIsMissingForARole(
      @ForAll("principals") Principal principal, @ForAll("trusts") List<String> trust) {
    Decision denied = assume(principal, trust, List.of());
    assertThat(denied.missingStatement().isEmpty()).isEqualTo(noStatementHelps(denied));
    if (denied.missingStatement().isEmpty()) {
      return;
    }
    String missing = denied.missingStatement().get();
    boolean atTheRole = denied.cause() == Decision.Cause.NO_TRUST_POLICY_ALLOWS;

    Decision then =
        atTheRole
            ? assume(principal, with(trust, missing), List.of())
            : assume(principal, trust, List.of(missing));

    assertThat(then.allowed()).isTrue();
  }

  private static Decision assume(Principal principal, List<String> trust, List<String> identity) {
    Iam iam = iam();
    PolicyDocument document = PolicyDocument.parse(document(trust), PolicyDocument.Kind.TRUST);
    put(iam.identities().addUser("jane"), identity);
    put(iam.identities().addRole("/", "jane-pipe", document), identity);
    String role = iam.identities().addRole("/", "jane-other", document).arn();
    return iam.decideTrust(new AccessRequest(Caller.of(principal), "sts:AssumeRole", role));
  }

  private static Iam iam() {
    return new Iam(
        new VirtualTime(Instant.parse("2025-01-15T12:00:00Z"), 1),
        new Account(ACCOUNT, "eu-west-1"));
  }

  /** As at any other resource, a grant to a role's ARN is cut by the role's boundary. */
  @Example
  void aTrustInARoleIsCutByTheRolesBoundary() {
    Iam iam = iam();
    String trust =
        "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\","
            + "\"Principal\":{\"AWS\":\"arn:aws:iam::111122223333:role/jane-pipe\"}}}";
    PolicyDocument trusting = PolicyDocument.parse(trust, PolicyDocument.Kind.TRUST);
    IamRole caller = iam.identities().addRole("/", "jane-pipe", trusting);
    String role = iam.identities().addRole("/", "jane-other", trusting).arn();
    AccessRequest request = new AccessRequest(Caller.of(PRINCIPALS.get(1)), "sts:AssumeRole", role);
    assertThat(iam.decideTrust(request).allowed()).isTrue();

    String boundary =
        document(List.of("{\"Effect\":\"Allow\",\"Action\":\"sqs:*\",\"Resource\":\"*\"}"));
    PolicyDocument bounding = PolicyDocument.parse(boundary, PolicyDocument.Kind.IDENTITY);
    caller.bound(iam.identities().addPolicy("/", "boundary", null, bounding));

    assertThat(iam.decideTrust(request).cause())
        .isEqualTo(Decision.Cause.NO_PERMISSIONS_BOUNDARY_ALLOWS);
  }

  @Property
  void theOrderOfStatementsDoesNotMatter(
      @ForAll("principals") Principal principal,
      @ForAll("statements") List<String> identity,
      @ForAll("statements") List<String> resource) {
    List<String> turnedIdentity = new ArrayList<>(identity);
    List<String> turnedResource = new ArrayList<>(resource);
    java.util.Collections.reverse(turnedIdentity);
    java.util.Collections.reverse(turnedResource);

    assertThat(decide(principal, turnedIdentity, turnedResource).cause())
        .isEqualTo(decide(principal, identity, resource).cause());
  }

  private static boolean noStatementHelps(Decision decision) {
    return decision.allowed() || decision.cause().name().startsWith("EXPLICIT_DENY");
  }
}
