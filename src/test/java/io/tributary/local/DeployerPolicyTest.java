package io.tributary.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tributary.cloud.LocalCloud;
import io.tributary.cloud.iam.AccessRequest;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.time.VirtualTime;
import io.tributary.local.resource.ProviderCall;
import io.tributary.local.resource.ProviderCall.Kind;
import io.tributary.local.resource.ResourceTypes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.policybuilder.iam.IamAction;
import software.amazon.awssdk.policybuilder.iam.IamCondition;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamResource;
import software.amazon.awssdk.policybuilder.iam.IamStatement;
import software.amazon.awssdk.services.iam.IamAsyncClient;

class DeployerPolicyTest {

  private static final String ACCOUNT = Program.EXAMPLE_ACCOUNT;
  private static final String SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription";
  private static final String SHARED_TOPIC = "arn:aws:sns:eu-west-1:" + ACCOUNT + ":shared";

  /** So few that each policy stays within its limit, and so many that a user may have all. */
  private static final int STATEMENTS_OF_A_POLICY = 2;

  /** A resource of every type, that of jane. */
  private static final ResourceGraph EVERY_TYPE = everyType("jane");

  private final VirtualTime time = new VirtualTime(Instant.EPOCH, 1);
  private final LocalCloud cloud = new LocalCloud(time, EVERY_TYPE.stack().account());
  private int users;

  private static ResourceGraph everyType(String username) {
    String arn = "arn:aws:%s:eu-west-1:" + ACCOUNT + ":%s" + username + "-orders";
    String queue = "https://sqs.eu-west-1.amazonaws.com/" + ACCOUNT + "/" + username + "-orders";
    String name = username + "-orders";
    String role = "arn:aws:iam::" + ACCOUNT + ":role/" + name;
    String bus = username + "-domain-events";
    Map<String, Map<String, Object>> inputs = new LinkedHashMap<>();
    inputs.put("aws:sqs/queue:Queue", Map.of("name", name));
    inputs.put("aws:sqs/queuePolicy:QueuePolicy", Map.of("queueUrl", queue, "policy", "{}"));
    inputs.put(
        "aws:sqs/redrivePolicy:RedrivePolicy", Map.of("queueUrl", queue, "redrivePolicy", "{}"));
    inputs.put(
        "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy",
        Map.of("queueUrl", queue, "redriveAllowPolicy", "{}"));
    inputs.put("aws:sns/topic:Topic", Map.of("name", name));
    inputs.put(
        "aws:sns/topicPolicy:TopicPolicy", Map.of("arn", arn.formatted("sns", ""), "policy", "{}"));
    inputs.put(
        SUBSCRIPTION,
        Map.of("topic", SHARED_TOPIC, "protocol", "sqs", "endpoint", arn.formatted("sqs", "")));
    inputs.put("aws:cloudwatch/eventBus:EventBus", Map.of("name", bus));
    inputs.put(
        "aws:cloudwatch/eventRule:EventRule",
        Map.of("name", name, "eventBusName", bus, "roleArn", role));
    inputs.put(
        "aws:cloudwatch/eventTarget:EventTarget",
        Map.of("rule", name, "eventBusName", bus, "arn", arn.formatted("sqs", "")));
    inputs.put(
        "aws:pipes/pipe:Pipe",
        Map.of(
            "name", name,
            "roleArn", role,
            "source", arn.formatted("sqs", ""),
            "target", arn.formatted("sqs", ""),
            "logConfiguration", Map.of("level", "ERROR")));
    inputs.put("aws:cloudwatch/logGroup:LogGroup", Map.of("name", "/" + username + "/orders"));
    inputs.put(
        "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
        Map.of("policyName", name, "policyDocument", "{}"));
    inputs.put("aws:iam/role:Role", Map.of("name", name, "assumeRolePolicy", "{}"));
    inputs.put("aws:iam/rolePolicy:RolePolicy", Map.of("name", "p", "role", name, "policy", "{}"));
    inputs.put("aws:iam/policy:Policy", Map.of("name", name, "policy", "{}"));
    inputs.put(
        "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        Map.of("role", name, "policyArn", "arn:aws:iam::" + ACCOUNT + ":policy/" + name));
    inputs.put("aws:cloudwatch/dashboard:Dashboard", Map.of("dashboardName", name));
    inputs.put(
        "aws:cloudwatch/metricAlarm:MetricAlarm",
        Map.of("name", name, "comparisonOperator", "GreaterThanThreshold", "evaluationPeriods", 1));
    List<GraphResource> resources = new ArrayList<>();
    inputs.forEach((type, given) -> resources.add(resource(type, "orders", given)));
    return graph(username, resources);
  }

  private static ResourceGraph graph(String username, List<GraphResource> resources) {
    Stack stack = new Stack("shop", "dev", "aws", ACCOUNT, "eu-west-1", username);
    return new ResourceGraph(stack, resources, Map.of());
  }

  private static GraphResource resource(String type, String name, Map<String, Object> inputs) {
    String urn = "urn:pulumi:dev::shop::" + type + "::" + name;
    return new GraphResource(
        urn, type, name, null, true, Set.of(), Map.of(), Set.of(), inputs, Map.of(), Set.of(),
        false);
  }

  private static List<ProviderCall> calls(ResourceGraph graph) {
    return graph.resources().stream()
        .filter(GraphResource::custom)
        .map(
            it ->
                ResourceTypes.plan(
                    it.type(), it.urn(), it.name(), it.inputs(), graph.stack().account()))
        .flatMap(planned -> planned.calls().stream())
        .toList();
  }

  private static List<IamStatement> statements(List<DeployerPolicy> policies) {
    return policies.stream().flatMap(it -> it.document().statements().stream()).toList();
  }

  /** What a new user with these statements may call. */
  private Predicate<ProviderCall> with(List<IamStatement> statements) {
    IamAsyncClient iam = cloud.client(IamAsyncClient.class, new Principal.Root("aws", ACCOUNT));
    String name = "user" + users++;
    time.await(iam.createUser(it -> it.userName(name)));
    for (int i = 0; i < statements.size(); i += STATEMENTS_OF_A_POLICY) {
      String policy = name + "-" + i;
      List<IamStatement> some =
          statements.subList(i, Math.min(i + STATEMENTS_OF_A_POLICY, statements.size()));
      String json = IamPolicy.builder().statements(some).build().toJson();
      String arn =
          time.await(iam.createPolicy(it -> it.policyName(policy).policyDocument(json)))
              .policy()
              .arn();
      time.await(iam.attachUserPolicy(it -> it.userName(name).policyArn(arn)));
    }
    Caller caller = Caller.of(new Principal.User("aws", ACCOUNT, name));
    return call -> cloud.iam().decide(request(caller, call), null).allowed();
  }

  private static AccessRequest request(Caller caller, ProviderCall call) {
    Map<String, List<String>> context = new LinkedHashMap<>();
    call.context().forEach((key, value) -> context.put(key, List.of(value)));
    return new AccessRequest(caller, call.action(), call.resource(), context);
  }

  /** Either allows its own half only. */
  @ParameterizedTest
  @CsvSource({
    "eventBusArn, arn:aws:events:eu-west-1:536697261635:event-bus/orders, events:PutRule, events:DeleteRule",
    "username, joe, sqs:CreateQueue, pipes:DeletePipe"
  })
  void whatReplaces_needsThePoliciesOfBeforeAndAfter(
      String key, String value, String creating, String deleting) {
    ResourceGraph before = PurchaseProgram.recorded();
    ResourceGraph after = purchases(key, value);

    assertThat(denied(after, before)).contains(creating);
    assertThat(denied(before, after)).contains(deleting);
  }

  @Test
  void anotherTopic_needsThePolicyOfAfter() {
    ResourceGraph after = purchases("basketTopicArn", SHARED_TOPIC);

    assertThat(denied(after, PurchaseProgram.recorded())).containsExactly("sns:Subscribe");
  }

  @Test
  void theEndOfThePipesLogs_needsThePolicyOfBefore() {
    ResourceGraph after = purchases("pipeLogs", "false");

    assertThat(denied(PurchaseProgram.recorded(), after)).contains("logs:DeleteLogDelivery");
    assertThat(denied(after, PurchaseProgram.recorded())).isEmpty();
  }

  private static ResourceGraph purchases(String key, String value) {
    return ProgramRecorder.record(PurchaseProgram.with(Map.of("purchase-events:" + key, value)));
  }

  /** What the provider does with the resources of a graph and the policy of another denies. */
  private Set<String> denied(ResourceGraph graph, ResourceGraph other) {
    assertThat(calls(graph)).allMatch(with(statements(DeployerPolicy.of(graph, null))));
    return calls(graph).stream()
        .filter(with(statements(DeployerPolicy.of(other, null))).negate())
        .map(ProviderCall::action)
        .collect(Collectors.toSet());
  }

  private static ProviderCall elsewhere(ProviderCall call, String resource) {
    return new ProviderCall(call.action(), resource, call.kind(), call.context());
  }

  /** That each type tells its calls is for the compiler; this is about the test. */
  @Test
  void theGraphOfEveryType_hasEveryTypeThatTheLocalCloudBuilds() {
    String all =
        catchThrowable(() -> ResourceTypes.plan("none", "urn", "it", Map.of(), cloud.account()))
            .getMessage();

    assertThat(all)
        .endsWith(
            "it builds "
                + EVERY_TYPE.resources().stream()
                    .map(GraphResource::type)
                    .sorted()
                    .collect(Collectors.joining(", ")));
  }

  @Test
  void everyCallOfTheProvider_isAllowed() {
    Predicate<ProviderCall> allowed = with(statements(DeployerPolicy.of(EVERY_TYPE, null)));

    assertThat(calls(EVERY_TYPE)).hasSizeGreaterThan(80).allMatch(allowed);
  }

  @Test
  void everyCallOnAnothersResource_isDenied() {
    Predicate<ProviderCall> allowed = with(statements(DeployerPolicy.of(EVERY_TYPE, null)));

    List<ProviderCall> others =
        calls(EVERY_TYPE).stream()
            .filter(call -> !call.resource().equals(ProviderCall.ANY))
            .map(call -> elsewhere(call, call.resource().replace("jane", "other") + "s"))
            .toList();
    assertThat(others).hasSizeGreaterThan(60).noneMatch(allowed);
  }

  @Test
  void aStatementLess_deniesSomeCall() {
    List<IamStatement> all = statements(DeployerPolicy.of(EVERY_TYPE, null));

    assertThat(all)
        .hasSizeGreaterThan(10)
        .allSatisfy(
            statement -> {
              List<IamStatement> left = new ArrayList<>(all);
              left.remove(statement);
              assertThat(calls(EVERY_TYPE)).anyMatch(with(left).negate());
            });
  }

  @Test
  void anActionLess_deniesSomeCall() {
    List<IamStatement> all = statements(DeployerPolicy.of(EVERY_TYPE, null));

    for (IamStatement statement : all) {
      for (IamAction action : statement.actions()) {
        List<IamAction> left = new ArrayList<>(statement.actions());
        left.remove(action);
        List<IamStatement> rest = new ArrayList<>(all);
        rest.remove(statement);
        if (!left.isEmpty()) {
          rest.add(statement.toBuilder().actions(left).build());
        }
        assertThat(calls(EVERY_TYPE)).as("without %s", action).anyMatch(with(rest).negate());
      }
    }
  }

  @Test
  void aRole_isPassedToTheServicesOfTheProgramOnly() {
    Predicate<ProviderCall> allowed = with(statements(DeployerPolicy.of(EVERY_TYPE, null)));
    String role = "arn:aws:iam::" + ACCOUNT + ":role/jane-orders";

    assertThat(
            List.of("pipes.amazonaws.com", "events.amazonaws.com", "lambda.amazonaws.com").stream()
                .map(
                    service ->
                        new ProviderCall(
                            "iam:PassRole",
                            role,
                            Kind.USE,
                            Map.of(ProviderCall.PASSED_TO_SERVICE, service)))
                .map(allowed::test))
        .containsExactly(true, true, false);
  }

  @Test
  void aManagedPolicyThatTheProgramDoesNotAttach_cannotBeAttached() {
    Predicate<ProviderCall> allowed = with(statements(DeployerPolicy.of(EVERY_TYPE, null)));
    Map<String, String> administrator =
        Map.of(ProviderCall.POLICY_ARN, "arn:aws:iam::aws:policy/AdministratorAccess");

    assertThat(
            new ProviderCall(
                "iam:AttachRolePolicy",
                "arn:aws:iam::" + ACCOUNT + ":role/jane-orders",
                Kind.WRITE,
                administrator))
        .matches(allowed.negate());
  }

  @Test
  void toRead_allowsWhatReadsAndNothingElse() {
    List<IamStatement> reading = statements(DeployerPolicy.toRead(EVERY_TYPE, null));

    assertThat(calls(EVERY_TYPE).stream().filter(call -> call.kind() == Kind.READ))
        .allMatch(with(reading));
    assertThat(reading.stream().flatMap(it -> it.actions().stream()).map(IamAction::value))
        .allMatch(action -> action.matches("[a-z]+:(Get|List|Describe)\\w+"));
  }

  @Test
  void usernamesOfOneBeginning_mayEachDeployTheirOwn() {
    Predicate<ProviderCall> allowed =
        with(statements(DeployerPolicy.of(everyType("pr-0"), "pr-*")));

    assertThat(calls(everyType("pr-12"))).allMatch(allowed);
    assertThat(
            calls(EVERY_TYPE).stream()
                .filter(call -> call.resource().contains("jane"))
                .filter(allowed))
        .isEmpty();
  }

  /** The bus that the program is given is jane's, whoever's rules are on it. */
  @Test
  void usernamesOfOneBeginning_onAProvidedBus_haveTheirRulesThereAndNotOnOthers() {
    ResourceGraph graph = ruleOnABus("pr-0", "pr-0-orders", "jane-domain-events");

    assertThat(resources(DeployerPolicy.of(graph, "pr-*")))
        .containsExactly("arn:aws:events:eu-west-1:" + ACCOUNT + ":rule/jane-domain-events/pr-*-*");
  }

  @Test
  void usernamesOfOneBeginning_haveTheirRulesOnTheirOwnBuses() {
    ResourceGraph graph = ruleOnABus("pr-0", "pr-0-orders", "pr-0-domain-events");

    assertThat(resources(DeployerPolicy.of(graph, "pr-*")))
        .containsExactly("arn:aws:events:eu-west-1:" + ACCOUNT + ":rule/pr-*-domain-events/pr-*-*");
  }

  private static List<String> resources(List<DeployerPolicy> policies) {
    return statements(policies).stream()
        .flatMap(it -> it.resources().stream())
        .map(IamResource::value)
        .toList();
  }

  @Test
  void aNameOutsideTheUsersPrefix_isGrantedNothing() {
    ResourceGraph graph =
        graph("jane", List.of(resource("aws:sqs/queue:Queue", "q", Map.of("name", "joe-orders"))));

    assertThat(DeployerPolicy.of(graph, null)).isEmpty();
  }

  /** A user whose name is how a type or the region begins is not given all resources there. */
  @ParameterizedTest
  @ValueSource(strings = {"event", "event-bus", "log", "log-group", "eu", "eu-west"})
  void aUserNamedAsPartOfAnArn_isGrantedItsOwnOnly(String username) {
    ResourceGraph graph =
        graph(
            username,
            List.of(
                resource("aws:cloudwatch/eventBus:EventBus", "b", Map.of("name", "joe-bus")),
                resource("aws:cloudwatch/logGroup:LogGroup", "l", Map.of("name", "/joe/orders")),
                resource("aws:sqs/queue:Queue", "q", Map.of("name", "joe-orders"))));

    assertThat(resources(DeployerPolicy.of(graph, null))).containsOnly(ProviderCall.ANY);
    assertThat(calls(everyType(username)))
        .allMatch(with(statements(DeployerPolicy.of(everyType(username), null))));
  }

  /** What follows a path or another's prefix is no beginning of a name. */
  @ParameterizedTest
  @CsvSource({
    "aws:cloudwatch/logGroup:LogGroup, name, /joe/jane-x",
    "aws:cloudwatch/logGroup:LogGroup, name, joe/jane/x",
    "aws:cloudwatch/metricAlarm:MetricAlarm, name, /jane/x",
    "aws:cloudwatch/metricAlarm:MetricAlarm, name, joe/jane-x",
    "aws:cloudwatch/metricAlarm:MetricAlarm, name, joe:jane-x",
    "aws:cloudwatch/eventBus:EventBus, name, joe/jane-x",
    "aws:cloudwatch/dashboard:Dashboard, dashboardName, joe-jane-x"
  })
  void aNameWithTheUsernameFurtherOn_isGrantedNothing(String type, String input, String name) {
    Map<String, Object> inputs = new LinkedHashMap<>(Map.of(input, name));
    if (type.contains("Alarm")) {
      inputs.putAll(Map.of("comparisonOperator", "GreaterThanThreshold", "evaluationPeriods", 1));
    }

    assertThat(
            resources(
                DeployerPolicy.of(graph("jane", List.of(resource(type, "it", inputs))), null)))
        .allMatch(ProviderCall.ANY::equals);
  }

  @Test
  void anothersRuleOnTheUsersBus_isGrantedNothing() {
    assertThat(resources(DeployerPolicy.of(ruleOnABus("jane", "joe-rule", "jane-bus"), null)))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"default", "jane-bus", "joe-bus", "aws.partner/shop/bus"})
  void aRuleOfTheUser_isGrantedOnItsBus(String bus) {
    ResourceGraph graph = ruleOnABus("jane", "jane-rule", bus);

    assertThat(calls(graph)).allMatch(with(statements(DeployerPolicy.of(graph, null))));
  }

  private static ResourceGraph ruleOnABus(String username, String rule, String bus) {
    Map<String, Object> inputs = Map.of("name", rule, "eventBusName", bus);
    return graph(username, List.of(resource("aws:cloudwatch/eventRule:EventRule", "r", inputs)));
  }

  /** A user whose name is how a path begins may attach no other policies there. */
  @ParameterizedTest
  @CsvSource({
    "service, service-role/AWSLambdaSQSQueueExecutionRole",
    "job, job-function/Billing",
    "AWS, AWS-SSM-Automation-DiagnosisBucketPolicy"
  })
  void aPolicyOfAws_isTheOnlyOneThatMayBeAttached(String username, String policy) {
    String arn = "arn:aws:iam::aws:policy/" + policy;

    assertThat(
            statements(DeployerPolicy.of(attaching(username, arn), null)).stream()
                .flatMap(it -> it.conditions().stream())
                .map(IamCondition::value))
        .containsOnly(arn);
  }

  private static ResourceGraph attaching(String username, String policyArn) {
    Map<String, Object> inputs = Map.of("role", username + "-role", "policyArn", policyArn);
    return graph(
        username,
        List.of(resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "a", inputs)));
  }

  @ParameterizedTest
  @CsvSource({
    "role/service-role/x, role/service-role/x",
    "role/team/service-x, role/team/service-*"
  })
  void aRole_isTheUsersByItsNameAndNotByItsPath(String role, String granted) {
    String account = "arn:aws:iam::" + ACCOUNT + ":";
    ResourceGraph graph = graph("service", List.of(targetWith(account + role)));

    assertThat(resources(DeployerPolicy.of(graph, null))).containsExactly(account + granted);
  }

  private static GraphResource targetWith(String roleArn) {
    Map<String, Object> inputs =
        Map.of("rule", "joe", "eventBusName", "joe", "arn", SHARED_TOPIC, "roleArn", roleArn);
    return resource("aws:cloudwatch/eventTarget:EventTarget", "t", inputs);
  }

  @Test
  void aUserNamedAsTheRegionBegins_maySubscribeToThatTopicOnly() {
    ResourceGraph graph = subscribedTo("eu", SHARED_TOPIC);

    assertThat(resources(DeployerPolicy.of(graph, null)))
        .containsExactlyInAnyOrder(SHARED_TOPIC, ProviderCall.ANY);
  }

  /** What is wrong with it is for the service to say, and no policy may name it. */
  @ParameterizedTest
  @MethodSource("namingNoOne")
  void whatIsUsedByAnotherTextThanAnArnOfOneResource_isGrantedNothing(String text) {
    ResourceGraph subscribed = subscribedTo("jane", text);
    ResourceGraph passing = graph("jane", List.of(targetWith(text)));
    ResourceGraph attaching = attaching("jane", text);

    assertThat(actions(subscribed)).isNotEmpty().doesNotContain("sns:Subscribe");
    assertThat(actions(passing)).isEmpty();
    assertThat(actions(attaching)).containsExactly("iam:ListAttachedRolePolicies");
  }

  private static List<String> namingNoOne() {
    String account = "arn:aws:sns:eu-west-1:" + ACCOUNT + ":";
    return List.of(
        "*",
        account + "*",
        account + "${username}-orders",
        account + "order?",
        "arn:aws:sns:*:" + ACCOUNT + ":jane-orders",
        "arn:aws:iam::" + ACCOUNT + ":role/*/jane-orders");
  }

  @Test
  void whatIsUsedByANameInPlaceOfAnArn_isGrantedNothing() {
    assertThat(actions(subscribedTo("jane", "jane-orders"))).doesNotContain("sns:Subscribe");
  }

  private static List<String> actions(ResourceGraph graph) {
    return statements(DeployerPolicy.of(graph, null)).stream()
        .flatMap(it -> it.actions().stream())
        .map(IamAction::value)
        .toList();
  }

  private static ResourceGraph subscribedTo(String username, String topic) {
    Map<String, Object> inputs = Map.of("topic", topic, "protocol", "sqs", "endpoint", "q");
    return graph(username, List.of(resource(SUBSCRIPTION, "s", inputs)));
  }

  @Test
  void aProvidedTopic_mayBeSubscribedToAndNothingElse() {
    Predicate<ProviderCall> allowed = with(statements(DeployerPolicy.of(EVERY_TYPE, null)));

    assertThat(
            List.of("sns:Subscribe", "sns:Publish", "sns:SetTopicAttributes").stream()
                .map(action -> new ProviderCall(action, SHARED_TOPIC, Kind.USE, Map.of()))
                .map(allowed::test))
        .containsExactly(true, false, false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jane", "deployer"})
  void theName_isNoneThatTheUserMayChange(String username) {
    List<DeployerPolicy> policies = DeployerPolicy.of(everyType(username), null);
    String arn = "arn:aws:iam::" + ACCOUNT + ":policy/" + policies.get(0).name();

    assertThat(new ProviderCall("iam:CreatePolicyVersion", arn, Kind.WRITE, Map.of()))
        .matches(with(statements(policies)).negate());
  }

  /** So that whoever deploys can make no role that may do more than the boundary. */
  @Test
  void rightsForARole_areGivenWithTheBoundaryOnly() {
    String role = "arn:aws:iam::" + ACCOUNT + ":role/jane-orders";
    Predicate<ProviderCall> allowed = with(statements(DeployerPolicy.of(bounded(), null)));

    for (String action :
        List.of(
            "iam:CreateRole",
            "iam:PutRolePermissionsBoundary",
            "iam:PutRolePolicy",
            "iam:AttachRolePolicy")) {
      ProviderCall call = new ProviderCall(action, role, Kind.WRITE, Map.of());
      ProviderCall attaching =
          action.contains("Attach") ? call.with(ProviderCall.POLICY_ARN, ATTACHED) : call;
      assertThat(attaching.with(ProviderCall.PERMISSIONS_BOUNDARY, BOUNDARY)).matches(allowed);
      assertThat(attaching).matches(allowed.negate());
      assertThat(attaching.with(ProviderCall.PERMISSIONS_BOUNDARY, BOUNDARY + "2"))
          .matches(allowed.negate());
    }
  }

  @Test
  void aBoundary_isNeverTakenAwayAndNeverChanged() {
    Predicate<ProviderCall> allowed = with(statements(DeployerPolicy.of(bounded(), null)));
    String role = "arn:aws:iam::" + ACCOUNT + ":role/jane-orders";
    ProviderCall freeing =
        new ProviderCall("iam:DeleteRolePermissionsBoundary", role, Kind.WRITE, Map.of());

    assertThat(freeing.with(ProviderCall.PERMISSIONS_BOUNDARY, BOUNDARY)).matches(allowed.negate());
    assertThat(new ProviderCall("iam:CreatePolicyVersion", BOUNDARY, Kind.WRITE, Map.of()))
        .matches(allowed.negate());
  }

  private static final String BOUNDARY = "arn:aws:iam::" + ACCOUNT + ":policy/pipes";
  private static final String ATTACHED = "arn:aws:iam::" + ACCOUNT + ":policy/jane-orders";

  private static ResourceGraph bounded() {
    ResourceGraph graph = everyType("jane");
    return graph.altered(
        graph.named("aws:iam/role:Role", "orders").urn(),
        inputs -> {
          inputs.put("permissionsBoundary", BOUNDARY);
          return inputs;
        });
  }

  @Test
  void statementsThatFillAManagedPolicy_areOneDocument() {
    assertThat(PolicyPacking.documents(ofSize(6_144)))
        .hasSize(1)
        .allMatch(document -> PolicyPacking.size(document) == 6_144);
  }

  @Test
  void statementsOfOneCharacterMore_areTwoDocuments() {
    assertThat(PolicyPacking.documents(ofSize(6_145))).hasSize(2);
  }

  private static List<DeployerStatement> ofSize(int size) {
    List<DeployerStatement> smallest = List.of(statement("*", ""), statement("arn:aws:s:::x", ""));
    int missing = size - PolicyPacking.size(PolicyPacking.documents(smallest).get(0));
    return List.of(smallest.get(0), statement("arn:aws:s:::x", "x".repeat(missing)));
  }

  private static DeployerStatement statement(String resource, String more) {
    return new DeployerStatement(
        new TreeSet<>(Set.of("s:A" + more)), new TreeSet<>(Set.of(resource)), Map.of());
  }

  @Test
  void moreProvidedTopicsThanOnePolicyHolds_areSharedByNumberedPolicies() {
    ResourceGraph graph =
        graph(
            "jane",
            IntStream.range(0, 200)
                .mapToObj(
                    i ->
                        resource(
                            SUBSCRIPTION,
                            "s" + i,
                            Map.of("topic", SHARED_TOPIC + i, "protocol", "sqs", "endpoint", "q")))
                .toList());

    List<DeployerPolicy> policies = DeployerPolicy.of(graph, null);

    assertThat(policies)
        .hasSizeGreaterThan(1)
        .allMatch(policy -> PolicyPacking.size(policy.document()) <= PolicyPacking.LIMIT);
    assertThat(policies).extracting(DeployerPolicy::name).startsWith("deployer.jane.1");
    assertThat(calls(graph)).allMatch(with(statements(policies)));
  }

  @Test
  void theLocalDeployment_runsUnderThatPolicy() {
    Map<String, Set<String>> deciding = new LinkedHashMap<>();
    ResourceGraph graph = ProgramRecorder.record(PurchaseProgram.withOwnSources());
    Deployment deployment = new Deployment(cloud);
    cloud
        .iam()
        .listen(
            (decision, policy) -> {
              if (decision.request().caller().principal().equals(Deployment.user(graph.stack()))) {
                deciding
                    .computeIfAbsent(decision.request().action(), action -> new HashSet<>())
                    .add(decision.policy());
              }
            });

    time.await(deployment.apply(graph));
    time.await(deployment.destroy());

    assertThat(deciding)
        .containsKeys("sqs:CreateQueue", "iam:PassRole", "pipes:DeletePipe", "sns:Unsubscribe")
        .allSatisfy(
            (action, policies) ->
                assertThat(policies).as(action).containsExactly("managed policy deployer.jane"));
  }

  @Test
  void whatAPersonDoesBesides_makesAndChangesNothing() {
    Set<String> changing =
        calls(EVERY_TYPE).stream()
            .filter(call -> call.kind() != Kind.READ)
            .map(ProviderCall::action)
            .filter(action -> !action.matches("[a-z]+:(Get|List|Describe)\\w+"))
            .collect(Collectors.toSet());

    assertThat(
            statements(DeployerPolicy.toOperate(EVERY_TYPE, null)).stream()
                .flatMap(it -> it.actions().stream())
                .map(IamAction::value))
        .contains("sqs:ReceiveMessage")
        .doesNotContainAnyElementsOf(changing);
  }

  /** Reads what others have made for the program, which on a provided bus includes own rules. */
  @Test
  void whoOperates_seesWhatIsProvidedAndUsesWhatIsTheUsers() {
    String rule = "arn:aws:events:eu-west-1:" + ACCOUNT + ":rule/shared-events/jane-orders";
    String bus = "arn:aws:events:eu-west-1:" + ACCOUNT + ":event-bus/shared-events";
    ResourceGraph graph =
        graph(
            "jane",
            List.of(
                resource(
                    "aws:cloudwatch/eventRule:EventRule",
                    "rule",
                    Map.of("name", "jane-orders", "eventBusName", "shared-events")),
                resource(
                    SUBSCRIPTION,
                    "s",
                    Map.of("topic", SHARED_TOPIC, "protocol", "sqs", "endpoint", "q"))));
    Predicate<ProviderCall> allowed = with(statements(DeployerPolicy.toOperate(graph, null)));

    assertThat(allowed).accepts(use("events:EnableRule", rule));
    assertThat(allowed).accepts(use("events:DescribeEventBus", bus));
    assertThat(allowed).accepts(use("sns:ListSubscriptionsByTopic", SHARED_TOPIC));
    assertThat(allowed)
        .rejects(
            use("events:EnableRule", rule.replace("jane", "joe")),
            use("events:PutEvents", bus),
            use("events:DescribeEventBus", bus + "2"),
            use("sns:Publish", SHARED_TOPIC));
  }

  private static ProviderCall use(String action, String resource) {
    return new ProviderCall(action, resource, Kind.USE, Map.of());
  }

  @Test
  void whoOperatesTheStacksOfSeveralUsernames_usesWhatIsTheirs() {
    Predicate<ProviderCall> allowed =
        with(statements(DeployerPolicy.toOperate(everyType("pr-0"), "pr-*")));
    String queue = "arn:aws:sqs:eu-west-1:" + ACCOUNT + ":%s-orders";

    assertThat(allowed).accepts(use("sqs:ReceiveMessage", queue.formatted("pr-12")));
    assertThat(allowed).rejects(use("sqs:ReceiveMessage", queue.formatted("jane")));
  }
}
