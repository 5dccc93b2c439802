package io.tributary.cloud.events;

import static io.tributary.cloud.events.EventsFixture.BUS_ARN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.model.Tag;

/** Tags are kept by ARN, which is what IAM is asked about. */
class TaggingTest {

  private static final Tag TEAM = Tag.builder().key("team").value("orders").build();

  /** Ann may do anything, but not to this bus. */
  private static final String ALL_BUT_THE_BUS =
      "[{\"Effect\":\"Allow\",\"Action\":\"events:*\",\"Resource\":\"*\"},"
          + "{\"Effect\":\"Deny\",\"Action\":\"events:*\",\"Resource\":\""
          + BUS_ARN
          + "\"}]";

  private final EventsFixture fixture = new EventsFixture();
  private EventBridgeAsyncClient ann;

  @BeforeEach
  void create() {
    fixture.time.await(fixture.events.tagResource(b -> b.resourceARN(BUS_ARN).tags(TEAM)));
    ann = fixture.ann(ALL_BUT_THE_BUS);
  }

  private void assertFails(CompletableFuture<?> answer, String code, String message) {
    assertThatThrownBy(() -> fixture.time.await(answer))
        .satisfies(e -> assertThat(EventsFixture.codeOf(e)).isEqualTo(code))
        .hasMessageContaining(message);
    assertThat(
            fixture
                .time
                .await(fixture.events.listTagsForResource(b -> b.resourceARN(BUS_ARN)))
                .tags())
        .containsExactly(TEAM);
  }

  @Test
  void aDenyOfTheBus_strikesByItsArn() {
    assertFails(
        ann.untagResource(b -> b.resourceARN(BUS_ARN).tagKeys("team")),
        "AccessDeniedException",
        "events:UntagResource on resource: " + BUS_ARN);
  }

  @Test
  void tagResource_byABareName_isRefused() {
    assertFails(
        ann.tagResource(b -> b.resourceARN("bus").tags(TEAM.toBuilder().value("mine").build())),
        "ValidationException",
        "at 'resourceARN'");
  }

  @Test
  void untagResource_byABareName_isRefused() {
    assertFails(
        ann.untagResource(b -> b.resourceARN("bus").tagKeys("team")),
        "ValidationException",
        "at 'resourceARN'");
  }

  @Test
  void listTagsForResource_byABareName_isRefused() {
    assertFails(
        ann.listTagsForResource(b -> b.resourceARN("bus")),
        "ValidationException",
        "at 'resourceARN'");
  }

  @Test
  void anArnOfNothing_isNotFound() {
    assertFails(
        fixture.events.listTagsForResource(b -> b.resourceARN(BUS_ARN + "-2")),
        "ResourceNotFoundException",
        BUS_ARN + "-2");
  }
}
