package io.tributary.cloud.events;

import static io.tributary.cloud.events.EventsFixture.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Iam;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Journal;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import io.tributary.cloud.logs.LogsService;
import io.tributary.cloud.sqs.SendOnlyQueues;
import io.tributary.cloud.time.VirtualTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsAsyncClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** A catch-all rule to a log group, as for debugging, through the real CloudWatch Logs. */
class RuleToLogGroupTest {

  private static final String GROUP = "/ann/purchase-events";
  private static final String GROUP_ARN =
      "arn:aws:logs:eu-west-1:" + ACCOUNT + ":log-group:" + GROUP;

  private final VirtualTime time = new VirtualTime(Instant.parse("2025-01-15T12:09:36Z"), 1);
  private final Journal journal = new Journal(time, 100);
  private CloudWatchLogsAsyncClient logs;
  private EventBridgeAsyncClient events;

  @BeforeEach
  void startServices() {
    Account account = new Account(ACCOUNT, "eu-west-1");
    Iam iam = new Iam(time, account);
    Caller root = Caller.of(new Principal.Root("aws", ACCOUNT));
    LogsService logsService = new LogsService(time, account, iam);
    EventsService eventsService =
        new EventsService(time, account, iam, journal, new SendOnlyQueues(), logsService);
    logs = logsService.client(root);
    events = eventsService.client(root);
    time.await(logs.createLogGroup(b -> b.logGroupName(GROUP)));
    time.await(
        events.putRule(b -> b.name("debug").eventPattern("{\"source\":[{\"prefix\":\"\"}]}")));
    time.await(events.putTargets(b -> b.rule("debug").targets(target())));
  }

  private static Target target() {
    return Target.builder().id("logs").arn(GROUP_ARN).build();
  }

  private void allow() {
    String policy =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
            + "{\"Service\":[\"events.amazonaws.com\",\"delivery.logs.amazonaws.com\"]},"
            + "\"Action\":[\"logs:CreateLogStream\",\"logs:PutLogEvents\"],\"Resource\":\""
            + GROUP_ARN
            + ":*\"}]}";
    time.await(logs.putResourcePolicy(b -> b.policyName("debug").policyDocument(policy)));
  }

  private void put() {
    time.await(
        events.putEvents(
            b -> b.entries(EventsFixture.entry("{\"n\":1.0}").eventBusName(null).build())));
    time.runReady();
  }

  private List<FilteredLogEvent> logged() {
    return time.await(logs.filterLogEvents(b -> b.logGroupName(GROUP))).events();
  }

  @Test
  void allowedByALogResourcePolicy_theGroupGetsEveryEventWhole() {
    allow();

    put();
    put();

    assertThat(logged())
        .extracting(FilteredLogEvent::message)
        .containsExactlyElementsOf(
            journal.hops().filter(h -> h.step() == Step.EVENTS_PUT).map(Hop::payload).toList())
        .hasSize(2);
  }

  @Test
  void eventsOfATarget_goToOneStream() {
    allow();

    put();
    put();

    assertThat(logged()).extracting(FilteredLogEvent::logStreamName).hasSize(2);
    assertThat(logged().get(0).logStreamName()).isEqualTo(logged().get(1).logStreamName());
  }

  @Test
  void withoutAPolicy_theJournalSaysWhatIsMissing() {
    put();

    assertThat(logged()).isEmpty();
    assertThat(journal.hops().filter(h -> h.step() == Step.TARGET_DELIVER))
        .extracting(Hop::peer, Hop::outcome)
        .containsExactly(tuple(GROUP_ARN, Outcome.DENIED), tuple(GROUP_ARN, Outcome.LOST));
    assertThat(journal.hops().filter(h -> h.decision() != null).findFirst().orElseThrow().reason())
        .contains("events.amazonaws.com is not authorized to perform: logs:PutLogEvents");
  }

  @Test
  void inputOfALogGroup_isRefused() {
    assertThatThrownBy(
            () ->
                time.await(
                    events.putTargets(
                        b ->
                            b.rule("debug")
                                .targets(target().toBuilder().inputPath("$.detail").build()))))
        .hasMessageContaining("is a log group, which takes the whole event");
  }
}
