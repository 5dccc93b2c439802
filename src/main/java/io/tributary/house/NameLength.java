package io.tributary.house;

import java.util.stream.Stream;

/** Names are as long as AWS takes them. */
final class NameLength extends Check {

  NameLength() {
    super(
        new Rule(
            "name-length",
            "AWS refuses a longer name, but only half-way through a deployment; and a long username"
                + " makes every name longer.",
            "Give the resource a shorter name, or the stack a shorter username.",
            "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html"));
  }

  @Override
  Stream<Finding> findings(Estate estate) {
    return Named.of(estate)
        .filter(named -> named.name().length() > named.kind().longest())
        .map(
            named ->
                finding(
                    named.resource(),
                    "the name of the %s has %s characters: '%s'"
                        .formatted(named.kind().words(), named.name().length(), named.name()),
                    "at most " + named.kind().longest()));
  }
}
