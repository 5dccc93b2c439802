package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cloud.journal.Journal;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import io.tributary.cloud.time.VirtualTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlarmNoticesTest {

  private static final String TOPIC = "arn:aws:sns:eu-west-1:536697261635:jane-alarms";

  private final Journal journal = new Journal(new VirtualTime(Instant.EPOCH, 1), 1_000);
  private final List<String> told = new ArrayList<>();
  private final AlarmNotices notices =
      new AlarmNotices((hop, what) -> told.add("#" + hop.trace() + " " + what));

  @BeforeEach
  void listening() {
    journal.listen(notices::take);
  }

  @Test
  void alarmsThatBecomeOkAtOnce_withNobodySubscribed_areALineOfEachKind() {
    for (int i = 1; i <= 14; i++) {
      publish(i, "OK");
    }
    for (int i = 1; i <= 14; i++) {
      lose(i);
    }

    assertThat(told)
        .containsExactly(
            "#1 publish     topic jane-alarms by cloudwatch.amazonaws.com"
                + "  OK: 14 alarms jane-a1, jane-a2, jane-a3 and 11 more",
            "#1 deliver     topic jane-alarms"
                + "  nobody subscribed to it: its alarms are told to no one (said once)");
  }

  @Test
  void anAlarmThatRings_isNamedOnItsOwnLine() {
    publish(1, "ALARM");
    publish(2, "ALARM");

    assertThat(told)
        .containsExactly(
            "#1 publish     topic jane-alarms by cloudwatch.amazonaws.com  ALARM: alarm jane-a1",
            "#2 publish     topic jane-alarms by cloudwatch.amazonaws.com  ALARM: alarm jane-a2");
  }

  @Test
  void whatIsHeld_isToldWhenNothingFollows() {
    publish(1, "OK");
    assertThat(told).isEmpty();

    notices.tellHeld();
    notices.tellHeld();

    assertThat(told).singleElement().asString().endsWith("  OK: alarm jane-a1");
  }

  @Test
  void anEventThatATopicWithoutSubscriptionLoses_isToldAsLost() {
    journal.hop(1, Step.SNS_PUBLISH, TOPIC).peer("arn:aws:iam::536697261635:user/jane").passed();
    lose(1);

    assertThat(told).last().asString().endsWith("  lost: the topic has no subscription");
  }

  private void publish(int trace, String state) {
    journal
        .hop(trace, Step.SNS_PUBLISH, TOPIC)
        .peer("cloudwatch.amazonaws.com")
        .payload("{\"AlarmName\": \"jane-a" + trace + "\", \"NewStateValue\": \"" + state + "\"}")
        .passed();
  }

  private void lose(int trace) {
    journal
        .hop(trace, Step.SNS_DELIVER, TOPIC)
        .stopped(Outcome.LOST, "the topic has no subscription");
  }
}
