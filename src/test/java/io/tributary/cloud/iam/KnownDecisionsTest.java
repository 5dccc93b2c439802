package io.tributary.cloud.iam;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same request again: decided anew whenever anything that it hangs on has changed. */
class KnownDecisionsTest {

  private static final String QUEUE = "arn:aws:sqs:eu-west-1:111122223333:jane-q";
  private static final Principal.User JANE = new Principal.User("aws", "111122223333", "jane");
  private static final String ALLOW =
      "{\"Effect\":\"Allow\",\"Action\":\"sqs:*\",\"Resource\":\"*\"%s}";
  private static final String DENY =
      "{\"Effect\":\"Deny\",\"Action\":\"sqs:*\",\"Resource\":\"*\"}";
  private static final String FOR_ALL =
      "{\"Effect\":\"%s\",\"Principal\":\"*\",\"Action\":\"sqs:*\",\"Resource\":\"*\"}";

  private final VirtualTime time = new VirtualTime(Instant.parse("2025-01-15T12:00:00Z"), 1);
  private final Iam iam = new Iam(time, new Account("111122223333", "eu-west-1"));
  private final IamUser jane = iam.identities().addUser("jane");

  private static String policy(String statement) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[" + statement + "]}";
  }

  private static AttachedPolicy queuePolicy(String effect) {
    return new AttachedPolicy(
        "queue policy", PolicyDocument.parse(policy(FOR_ALL.formatted(effect))));
  }

  private void allow(String condition) {
    EntityPolicies.put(jane, "own", policy(ALLOW.formatted(condition)));
  }

  private boolean allowed() {
    return allowed(null);
  }

  private boolean allowed(AttachedPolicy queuePolicy) {
    return iam.decide(new AccessRequest(Caller.of(JANE), "sqs:SendMessage", QUEUE), queuePolicy)
        .allowed();
  }

  @Test
  void theSameRequest_isNotWorkedOutTwice() {
    allow("");
    AccessRequest request = new AccessRequest(Caller.of(JANE), "sqs:SendMessage", QUEUE);

    assertThat(iam.decide(request, null)).isSameAs(iam.decide(request, null));
  }

  @Test
  void aRequestThatSetsOrRemovesTags_isNotRemembered() {
    decide("sqs:TagQueue", RequestTags.keys(Map.of("build", "1")));
    decide("sqs:UntagQueue", RequestTags.removed(List.of("build")));
    decide("sqs:TagQueue", RequestTags.keys(Map.of()));

    assertThat(iam.madeLately())
        .singleElement()
        .satisfies(known -> assertThat(known.request().context()).isEmpty());
  }

  @Test
  void aRequestWithALongConditionKey_isNotRemembered() {
    decide("events:PutEvents", Map.of("events:source", List.of("s".repeat(3_000))));
    assertThat(iam.madeLately()).isEmpty();

    decide("events:PutEvents", Map.of("events:source", List.of("s".repeat(100))));
    assertThat(iam.madeLately()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"StringEquals\":{\"aws:PrincipalTag/team\":\"shop\"}",
        "\"DateLessThan\":{\"aws:CurrentTime\":\"2025-01-15T13:00:00Z\"}"
      })
  void aDecisionByAPolicyReplacedByOneThatAsksForATagOrTheTime_isNoLongerTold(String condition) {
    jane.tags().put("team", "shop");
    allow("");
    assertThat(allowed()).isTrue();

    allow(",\"Condition\":{" + condition + "}");
    assertThat(allowed()).isTrue();

    assertThat(iam.madeLately()).isEmpty();
  }

  private void decide(String action, Map<String, List<String>> keys) {
    iam.decide(new AccessRequest(Caller.of(JANE), action, QUEUE, keys), null);
  }

  @Test
  void aPolicyPutAtTheUser_counts() {
    allow("");
    assertThat(allowed()).isTrue();

    EntityPolicies.put(jane, "other", policy(DENY));

    assertThat(allowed()).isFalse();
  }

  @Test
  void aPolicyTakenFromTheUser_noLongerCounts() {
    allow("");
    assertThat(allowed()).isTrue();

    EntityPolicies.delete(jane, "own");

    assertThat(allowed()).isFalse();
  }

  @Test
  void anotherVersionOfAManagedPolicy_counts() {
    ManagedPolicy managed = managed(policy(ALLOW.formatted("")));
    EntityPolicies.attach(jane, managed);
    assertThat(allowed()).isTrue();

    denyBy(managed);

    assertThat(allowed()).isFalse();
  }

  @Test
  void anotherVersionOfAPermissionsBoundary_counts() {
    allow("");
    ManagedPolicy boundary = managed(policy(ALLOW.formatted("")));
    jane.bound(boundary);
    assertThat(allowed()).isTrue();

    denyBy(boundary);

    assertThat(allowed()).isFalse();
  }

  private ManagedPolicy managed(String json) {
    return iam.identities().addPolicy("/", "managed", null, document(json));
  }

  private void denyBy(ManagedPolicy policy) {
    iam.identities().putInForce(policy, policy.add(document(policy(DENY)), time.now()));
  }

  private static PolicyDocument document(String json) {
    return PolicyDocument.parse(json, PolicyDocument.Kind.IDENTITY);
  }

  @Test
  void anotherPolicyOfTheResource_counts() {
    allow("");
    assertThat(allowed(queuePolicy("Allow"))).isTrue();
    assertThat(allowed(queuePolicy("Deny"))).isFalse();
    assertThat(allowed()).isTrue();
  }

  @Test
  void aUserMadeAgainUnderItsName_isAnother() {
    allow("");
    assertThat(allowed()).isTrue();

    iam.identities().users().remove("jane");
    assertThat(allowed()).isFalse();

    iam.identities().addUser("jane");
    assertThat(allowed()).isFalse();
  }

  @Test
  void aConditionOnTheTime_isAskedAgain() {
    allow(",\"Condition\":{\"DateLessThan\":{\"aws:CurrentTime\":\"2025-01-15T13:00:00Z\"}}");
    assertThat(allowed()).isTrue();

    time.advance(Duration.ofHours(2));

    assertThat(allowed()).isFalse();
  }

  @Test
  void aConditionOnTheTimeInSeconds_isAskedAgain() {
    allow(",\"Condition\":{\"NumericLessThan\":{\"aws:EpochTime\":\"1736946000\"}}");
    assertThat(allowed()).isTrue();

    time.advance(Duration.ofHours(2));

    assertThat(allowed()).isFalse();
  }

  @Test
  void aConditionOnATagOfTheUser_isAskedAgain() {
    jane.tags().put("team", "shop");
    allow(",\"Condition\":{\"StringEquals\":{\"aws:PrincipalTag/team\":\"shop\"}}");
    assertThat(allowed()).isTrue();

    jane.tags().put("team", "shed");

    assertThat(allowed()).isFalse();
  }

  @Test
  void anotherConditionKeyOfTheRequest_isAnotherRequest() {
    allow(",\"Condition\":{\"StringEquals\":{\"sqs:kind\":\"a\"}}");

    assertThat(allowedOfKind("a")).isTrue();
    assertThat(allowedOfKind("b")).isFalse();
  }

  private boolean allowedOfKind(String kind) {
    Map<String, List<String>> keys = Map.of("sqs:kind", List.of(kind));
    return iam.decide(new AccessRequest(Caller.of(JANE), "sqs:SendMessage", QUEUE, keys), null)
        .allowed();
  }
}
