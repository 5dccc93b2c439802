package io.tributary.cloud.sns;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TopicPermissionsTest {

  @Test
  void without_leavesStatementsThatHaveNoLabel() {
    String policy = "{\"Statement\":[{\"Effect\":\"Allow\"},{\"Sid\":null,\"Effect\":\"Deny\"}]}";

    assertThat(new TopicPermissions("arn", policy).without("null")).isEqualTo(policy);
  }
}
