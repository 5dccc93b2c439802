package io.tributary.house;

import io.tributary.cloud.account.Quota;
import io.tributary.local.GraphResource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Event patterns, filters and templates are as large as AWS takes them. */
final class PatternSize extends Check {

  private static final int FILTER_PATTERN = 4_096;
  private static final int FILTERS = 5;
  private static final int FILTER_POLICY_BYTES = 262_144;
  private static final int TEMPLATE = 8_192;

  PatternSize() {
    super(
        new Rule(
            "pattern-size",
            "AWS limits the pattern of a rule, the filters and the template of a pipe and the"
                + " filter policy of a subscription.",
            "Match by prefix instead of by list, or split the rule, pipe or subscription.",
            "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html"));
  }

  @Override
  Stream<Finding> findings(Estate estate) {
    int pattern = estate.account().quota(Quota.EVENT_PATTERN_LENGTH);
    Stream<Finding> rules =
        estate
            .ofType("aws:cloudwatch/eventRule:EventRule")
            .flatMap(it -> over(it, "eventPattern", length(it, "eventPattern"), pattern));
    Stream<Finding> subscriptions =
        estate
            .ofType("aws:sns/topicSubscription:TopicSubscription")
            .flatMap(it -> over(it, "filterPolicy", bytes(it), FILTER_POLICY_BYTES));
    Stream<Finding> targets =
        estate
            .ofType("aws:cloudwatch/eventTarget:EventTarget")
            .flatMap(it -> template(it, it.text("inputTransformer", "inputTemplate")));
    Stream<Finding> pipes = Pipe.all(estate).flatMap(this::pipe);
    return Stream.of(rules, subscriptions, targets, pipes).flatMap(it -> it);
  }

  private Stream<Finding> pipe(Pipe pipe) {
    GraphResource resource = pipe.resource();
    List<String> patterns = pipe.patterns();
    Stream<Finding> many = over(resource, "the number of filters", patterns.size(), FILTERS);
    Stream<Finding> large =
        patterns.stream()
            .flatMap(text -> over(resource, "a filter's pattern", text.length(), FILTER_PATTERN));
    return Stream.of(many, large, template(resource, pipe.template())).flatMap(it -> it);
  }

  private Stream<Finding> template(GraphResource resource, Optional<String> template) {
    return template.stream()
        .flatMap(text -> over(resource, "inputTemplate", text.length(), TEMPLATE));
  }

  private static int length(GraphResource resource, String property) {
    return resource.text(property).map(String::length).orElse(0);
  }

  private static int bytes(GraphResource subscription) {
    return subscription
        .text("filterPolicy")
        .map(text -> text.getBytes(StandardCharsets.UTF_8).length)
        .orElse(0);
  }

  private Stream<Finding> over(GraphResource resource, String what, int size, int limit) {
    return size <= limit
        ? Stream.empty()
        : Stream.of(finding(resource, what + " counts " + size, "at most " + limit));
  }
}
