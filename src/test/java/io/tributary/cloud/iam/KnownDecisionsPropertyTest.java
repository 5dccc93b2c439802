package io.tributary.cloud.iam;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * A remembered decision is the one that would be made now, whatever was changed in between, and
 * whatever condition key or variable the policies look at. What is told to have been decided is the
 * same.
 */
class KnownDecisionsPropertyTest {

  private static final String ACCOUNT = "111122223333";
  private static final String QUEUE = "arn:aws:sqs:eu-west-1:111122223333:jane-q";
  private static final String ROLE = "arn:aws:iam::111122223333:role/jane";
  private static final List<String> TIMES = List.of("2025-01-15T12:00:03Z", "1736942403");

  /** With values that a request here has at some time. */
  private static final Map<String, List<String>> KEYS =
      Map.ofEntries(
          Map.entry("aws:PrincipalArn", List.of("arn:aws:iam::111122223333:user/jane")),
          Map.entry("aws:PrincipalAccount", List.of(ACCOUNT)),
          Map.entry("aws:PrincipalType", List.of("User", "AssumedRole")),
          Map.entry("aws:PrincipalIsAWSService", List.of("true")),
          Map.entry("aws:PrincipalServiceName", List.of("sns.amazonaws.com")),
          Map.entry("aws:PrincipalTag/team", List.of("red", "blue")),
          Map.entry("aws:userid", List.of("AIDA*", "AROA*:run")),
          Map.entry("aws:username", List.of("jane")),
          Map.entry("aws:SourceArn", List.of("arn:aws:sns:eu-west-1:111122223333:jane-topic")),
          Map.entry("aws:SourceAccount", List.of(ACCOUNT)),
          Map.entry("aws:SecureTransport", List.of("true", "false")),
          Map.entry("aws:SourceIp", List.of("127.0.0.1", "203.0.113.7")),
          Map.entry("aws:RequestedRegion", List.of("eu-west-1")),
          Map.entry("aws:ResourceAccount", List.of(ACCOUNT)),
          Map.entry("aws:MultiFactorAuthPresent", List.of("false")),
          Map.entry("aws:ViaAWSService", List.of("false")),
          Map.entry("sqs:Label", List.of("red", "blue")));

  private static final List<Principal> PRINCIPALS =
      List.of(
          new Principal.User("aws", ACCOUNT, "jane"),
          new Principal.RoleSession("aws", ACCOUNT, "jane", "run"),
          new Principal.Root("aws", ACCOUNT),
          new Principal.User("aws", "999988887777", "jane"),
          new Principal.Service("sns.amazonaws.com", QUEUE.replace(":jane-q", ":t"), ACCOUNT),
          new Principal.Service(
              "sns.amazonaws.com", "arn:aws:sns:eu-west-1:111122223333:jane-topic", ACCOUNT));

  private final Account account = new Account(ACCOUNT, "eu-west-1");
  private VirtualTime time;
  private Iam iam;
  private AttachedPolicy queuePolicy;
  private Random random;
  private AccessRequest newest;

  @Property(tries = 300)
  void aRememberedDecision_isTheOneThatWouldBeMadeNow(@ForAll long seed) {
    begin(seed);
    addEntities();
    for (int step = 0; step < 60; step++) {
      change();
      for (int asked = 0; asked < 4; asked++) {
        // The very same one is found in another way than an equal one.
        AccessRequest request = newest == null || random.nextBoolean() ? request() : newest;
        newest = request;
        AttachedPolicy policy = policyOf(request);
        Decision now = decidedNow(request, policy);
        assertThat(iam.decide(request, policy)).isEqualTo(now);
        assertThat(iam.madeLately().filter(it -> it.request().equals(request)))
            .allMatch(now::equals);
      }
    }
  }

  /** Nothing may be left of an earlier try, so that a seed repeats its failure. */
  private void begin(long seed) {
    random = new Random(seed);
    time = new VirtualTime(Instant.parse("2025-01-15T12:00:00Z"), 1);
    iam = new Iam(time, account);
    queuePolicy = null;
    newest = null;
  }

  private Decision decidedNow(AccessRequest request, AttachedPolicy policy) {
    IamEntity entity = anew(entityOf(request.caller().principal()));
    return new Evaluation(new RequestContext(request, entity, account, time), policy).decide();
  }

  /** A copy, whose policies are put together only now. */
  private static IamEntity anew(IamEntity entity) {
    if (entity == null) {
      return null;
    }
    IamEntity copy =
        entity instanceof IamUser
            ? new IamUser(entity.name(), entity.arn(), entity.id(), entity.created())
            : new IamRole(
                entity.name(), entity.arn(), entity.id(), entity.path(), entity.created());
    copy.tags().putAll(entity.tags());
    copy.inline().putAll(entity.inline());
    copy.attached().putAll(entity.attached());
    copy.bound(entity.boundaryPolicy());
    copy.policiesChanged();
    return copy;
  }

  private IamEntity entityOf(Principal principal) {
    if (principal instanceof Principal.RoleSession) {
      return role();
    }
    return principal instanceof Principal.User && principal.account().equals(ACCOUNT)
        ? iam.identities().users().get("jane")
        : null;
  }

  private IamRole role() {
    return iam.identities().roles().get("jane");
  }

  private AttachedPolicy policyOf(AccessRequest request) {
    if (request.resource().equals(ROLE)) {
      return role().trust();
    }
    return random.nextInt(4) == 0 ? null : queuePolicy;
  }

  private AccessRequest request() {
    boolean trust = random.nextInt(5) == 0;
    Caller caller =
        new Caller(of(PRINCIPALS), random.nextBoolean(), of("127.0.0.1", "203.0.113.7", null));
    return new AccessRequest(
        caller,
        trust ? "sts:AssumeRole" : "sqs:SendMessage",
        trust ? ROLE : QUEUE,
        random.nextBoolean() ? Map.of() : Map.of("sqs:Label", List.of(of("red", "blue"))));
  }

  private void addEntities() {
    iam.identities().addUser("jane");
    iam.identities().addRole("/", "jane", document(PolicyDocument.Kind.TRUST));
    for (int i = 0; i < 3; i++) {
      String name = "managed" + i;
      iam.identities().addPolicy("/", name, null, document(PolicyDocument.Kind.IDENTITY));
    }
  }

  private void change() {
    IamEntity entity = random.nextBoolean() ? iam.identities().users().get("jane") : role();
    ManagedPolicy managed = of(List.copyOf(iam.identities().policies().values()));
    PolicyDocument identity = document(PolicyDocument.Kind.IDENTITY);
    switch (random.nextInt(9)) {
      case 0 -> EntityPolicies.put(entity, of("a", "b"), identity.json());
      case 1 -> deleteOne(entity);
      case 2 -> EntityPolicies.attach(entity, managed);
      case 3 -> iam.identities().putInForce(managed, managed.add(identity, time.now()));
      case 4 -> entity.bound(random.nextBoolean() ? null : managed);
      case 5 -> entity.tags().put("team", of("red", "blue"));
      case 6 -> changeResourcePolicies();
      case 7 -> time.advance(Duration.ofSeconds(1));
      default -> makeAnew(entity);
    }
  }

  private static void deleteOne(IamEntity entity) {
    if (!entity.inline().isEmpty()) {
      EntityPolicies.delete(entity, entity.inline().firstKey());
    }
  }

  private void changeResourcePolicies() {
    role().trust(document(PolicyDocument.Kind.TRUST));
    PolicyDocument document = document(PolicyDocument.Kind.RESOURCE);
    queuePolicy = new AttachedPolicy("queue policy", document);
  }

  private void makeAnew(IamEntity entity) {
    if (entity instanceof IamUser) {
      iam.identities().addUser("jane");
    } else {
      iam.identities().addRole("/", "jane", document(PolicyDocument.Kind.TRUST));
    }
  }

  private PolicyDocument document(PolicyDocument.Kind kind) {
    boolean deny = random.nextInt(3) == 0;
    String principal = kind == PolicyDocument.Kind.IDENTITY ? "" : "\"Principal\":\"*\",";
    String resource = kind == PolicyDocument.Kind.TRUST ? "" : "\"Resource\":\"*\",";
    String action = kind == PolicyDocument.Kind.TRUST ? "sts:AssumeRole" : "*";
    return PolicyDocument.parse(
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"%s\",%s%s\"Action\":\"%s\",\"Condition\":{%s}}]}"
            .formatted(deny ? "Deny" : "Allow", principal, resource, action, condition()),
        kind);
  }

  private String condition() {
    String key = of(KEYS.keySet().stream().sorted().toList());
    return switch (random.nextInt(5)) {
      case 0 ->
          "\"DateLessThan\":{\"%s\":\"%s\"}"
              .formatted(of("aws:CurrentTime", "aws:EpochTime"), of(TIMES));
      case 1 -> "\"Null\":{\"%s\":\"%s\"}".formatted(key, random.nextBoolean());
      case 2 -> "\"StringLike\":{\"sqs:Label\":\"${%s}\"}".formatted(variable());
      default -> "\"StringLike\":{\"%s\":\"%s\"}".formatted(key, of(KEYS.get(key)));
    };
  }

  private String variable() {
    Stream<String> times = Stream.of("aws:CurrentTime", "aws:EpochTime");
    return of(Stream.concat(KEYS.keySet().stream().sorted(), times).toList());
  }

  private <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private String of(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
