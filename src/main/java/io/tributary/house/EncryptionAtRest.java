package io.tributary.house;

import java.util.stream.Stream;

/**
 * Queues are encrypted on disk. What AWS encrypts by itself is taken as done: topics lie on
 * encrypted disks, log groups and event buses are encrypted with a key that AWS owns.
 */
final class EncryptionAtRest extends Check {

  EncryptionAtRest() {
    super(
        new Rule(
            "encryption-at-rest",
            "Messages may hold personal data. Topics, event buses and log groups AWS always stores"
                + " encrypted; a queue only while its encryption is not turned off.",
            "Set sqsManagedSseEnabled to true.",
            "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-server-side-encryption.html"));
  }

  @Override
  Stream<Finding> findings(Estate estate) {
    return estate.queues().stream()
        .filter(queue -> !queue.encrypted())
        .map(
            queue ->
                finding(
                    queue.resource(),
                    "sqsManagedSseEnabled is false",
                    "sqsManagedSseEnabled true"));
  }
}
