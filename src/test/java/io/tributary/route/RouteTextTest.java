package io.tributary.route;

import static io.tributary.route.Journey.BUS;
import static io.tributary.route.Journey.PIPE;
import static io.tributary.route.Journey.PIPE_ROLE;
import static io.tributary.route.Journey.SOURCE;
import static io.tributary.route.Journey.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RouteTextTest {

  private final Journey event = new Journey();

  @Test
  void aHop_tellsItsTimeWhatHappenedAndBothSides() {
    event.published("sns-1").later(Duration.ofMillis(3)).sent(SOURCE, "m-1");

    assertThat(event.lines())
        .startsWith(
            "      0.00 ms  publish     topic jane-basket-events by user jane",
            "      3.00 ms  send        queue jane-basket-events by sns.amazonaws.com");
  }

  @Test
  void aDeniedHop_showsReasonNearMissAndTheStatementThatWouldAllowIt() {
    event.published("sns-1").denied(Step.SNS_DELIVER, TOPIC, SOURCE, Journey.snsDenied(SOURCE));

    assertThat(event.lines())
        .anyMatch(line -> line.contains("denied: User: sns.amazonaws.com is not authorized"))
        .anyMatch(line -> line.contains("nearest: the queue policy allows another topic"))
        .anyMatch(line -> line.contains("this statement would allow it:"))
        .anyMatch(line -> line.contains("\"sqs:SendMessage\""));
  }

  @Test
  void aHopDeniedToARoleThatIsGone_tellsToCreateTheRole_andOfNoNearestStatement() {
    event.enqueued().denied(Step.SQS_RECEIVE, SOURCE, PIPE_ROLE, Journey.goneRoleDenied(SOURCE));

    assertThat(event.lines())
        .contains(" ".repeat(15) + "create the role jane-pipe, which does not exist")
        .noneMatch(line -> line.contains("nearest") || line.contains("would allow"));
  }

  @Test
  void aDenialThatTwoHopsInARowShare_isToldOnce() {
    event
        .published("sns-1")
        .denied(Step.SQS_SEND, SOURCE, "sns.amazonaws.com", Journey.snsDenied(SOURCE))
        .denied(Step.SNS_DELIVER, TOPIC, SOURCE, Journey.snsDenied(SOURCE));

    assertThat(event.lines())
        .filteredOn(line -> line.contains("this statement would allow it:"))
        .hasSize(1);
    assertThat(event.lines()).contains(" ".repeat(15) + "denied, as just said");
  }

  @Test
  void aPipeThatCouldNotDelete_isNotToldToPassTheEventOnToItsSource() {
    event.enqueued().stopped(Step.PIPE_DELIVER, PIPE, SOURCE, Outcome.RETRYING, "throttled");

    assertThat(event.lines())
        .anyMatch(it -> it.endsWith("pipe jane-basket-events at queue jane-basket-events"))
        .noneMatch(it -> it.contains("pipe jane-basket-events ->"));
  }

  @Test
  void aReasonThatGoesOnFromTheOneJustSaid_tellsOnlyWhatIsNew() {
    event
        .published("sns-1")
        .stopped(Step.SNS_DELIVER, TOPIC, SOURCE, Outcome.DENIED, "not allowed")
        .stopped(Step.SNS_DELIVER, TOPIC, SOURCE, Outcome.LOST, "not allowed; attempts: 1");

    assertThat(event.lines())
        .contains(
            " ".repeat(15) + "denied: not allowed",
            " ".repeat(15) + "lost, for the reason just said; attempts: 1");
  }

  @Test
  void anOutcomeThatIsTheOneJustSaid_isToldToBe() {
    event
        .published("sns-1")
        .stopped(Step.SNS_DELIVER, TOPIC, SOURCE, Outcome.RETRYING, "throttled")
        .stopped(Step.SNS_DELIVER, TOPIC, SOURCE, Outcome.RETRYING, "throttled; attempts: 2");

    assertThat(event.lines()).contains(" ".repeat(15) + "retrying, as just said; attempts: 2");
  }

  @Test
  void anExplicitDeny_showsTheStatementThatDenies() {
    event
        .published("sns-1")
        .denied(
            Step.SNS_DELIVER, TOPIC, SOURCE, Journey.snsDeniedBy(SOURCE, "{\"Effect\":\"Deny\"}"));

    assertThat(event.lines())
        .anyMatch(line -> line.contains("this statement denies it:"))
        .anyMatch(line -> line.contains("{\"Effect\":\"Deny\"}"))
        .noneMatch(line -> line.contains("would allow it"));
  }

  @Test
  void equalFailures_areOneLineWithTheirNumber() {
    event.enqueued();
    for (int i = 0; i < 4; i++) {
      event.stopped(Step.PIPE_DELIVER, PIPE, BUS, Outcome.RETRYING, "throttled; tries: " + i);
    }

    assertThat(event.lines())
        .filteredOn(line -> line.contains("pipe jane-basket-events -> bus"))
        .singleElement()
        .asString()
        .endsWith("(4 times)");
    assertThat(event.lines()).anyMatch(line -> line.contains("retrying: throttled; tries: 3"));
  }

  @Test
  void failuresWithTheReceiveBeforeEach_areToldOnce() {
    event.enqueued();
    for (int i = 0; i < 5; i++) {
      event
          .received(SOURCE, "m-1", PIPE_ROLE)
          .stopped(Step.PIPE_DELIVER, PIPE, BUS, Outcome.RETRYING, "AccessDenied");
    }

    assertThat(event.lines()).filteredOn(line -> line.contains("receive ")).hasSize(1);
    assertThat(event.lines()).anyMatch(line -> line.endsWith("bus jane-domain-events (5 times)"));
  }

  @Test
  void equalHopsThatPassed_areAllShown() {
    event.enqueued().received(SOURCE, "m-1", PIPE_ROLE).received(SOURCE, "m-1", PIPE_ROLE);

    assertThat(event.lines()).filteredOn(line -> line.contains("receive ")).hasSize(2);
  }

  @Test
  void failuresForDifferentReasons_areAllShown() {
    event
        .enqueued()
        .stopped(Step.PIPE_DELIVER, PIPE, BUS, Outcome.RETRYING, "throttled")
        .stopped(Step.PIPE_DELIVER, PIPE, BUS, Outcome.RETRYING, "AccessDenied");

    assertThat(event.lines())
        .anyMatch(line -> line.contains("retrying: throttled"))
        .anyMatch(line -> line.contains("retrying: AccessDenied"));
  }
}
