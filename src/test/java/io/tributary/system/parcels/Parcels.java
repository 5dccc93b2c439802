package io.tributary.system.parcels;

import com.pulumi.Context;
import com.pulumi.aws.AwsFunctions;
import com.pulumi.resources.Resource;
import io.tributary.component.Environment;
import io.tributary.component.EventPattern;
import io.tributary.component.PurchaseRuleQueue;
import io.tributary.component.SnsToBusPipe;
import io.tributary.component.SourceQueueWithSubscription;
import io.tributary.component.TopicsAndBus;
import io.tributary.iam.Arn;
import io.tributary.iam.Partition;
import io.tributary.system.ConfigReader;
import io.tributary.system.Demo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lost parcels, from the topic of all parcels to the queue of those who search for them. */
public final class Parcels {

  /** Every config key that is read. */
  public static final List<String> KEYS = List.of("aws:region", "username");

  /** What demo and audit publish, and where it has to arrive. */
  public static final Demo DEMO =
      new Demo(
          List.of(new Demo.Example("parcelsTopicArn", "examples/lost.json", "searchQueueUrl")));

  private static final String NAME = "parcels";
  private static final int MAX_RECEIVE_COUNT = 5;
  private static final int RETENTION_DAYS = 4;

  private Parcels() {}

  /** The Pulumi program. From the end to the beginning: no event comes before its way is whole. */
  public static void stack(Context context) {
    Environment environment = environment(context);
    var own = new TopicsAndBus.Args(environment, List.of(NAME), NAME);
    List<Resource> topicAndBus = new TopicsAndBus("sources", own).resources();

    var parcels = new SourceQueueWithSubscription(NAME, parcels(environment));
    var beforeTheRule = new ArrayList<Resource>(topicAndBus);
    beforeTheRule.addAll(parcels.queue().policies());
    var search = new PurchaseRuleQueue("search", search(environment, beforeTheRule));
    var pipe = new SnsToBusPipe(NAME, pipe(environment, parcels, search));
    var beforeMessages = new ArrayList<Resource>(topicAndBus);
    beforeMessages.add(pipe.pipe());
    parcels.subscribe(beforeMessages);

    context.export("parcelsTopicArn", parcels.topic().toString());
    context.export("searchQueueUrl", search.queue().queueUrl());
  }

  private static Environment environment(Context context) {
    var config = ConfigReader.of(context, KEYS);
    Optional<String> region =
        config.required("aws:region", it -> true, "must be the code of an AWS region", "eu-west-1");
    Optional<String> username =
        config.required(
            "username",
            it -> it.matches("[A-Za-z0-9_-]{1,40}"),
            "must be 1 to 40 letters, digits, '-' or '_'",
            "jane");
    config.finish();
    String account = AwsFunctions.getCallerIdentityPlain().join().accountId();
    var tags = Map.of("project", context.projectName(), "stack", context.stackName());
    String partition = Partition.of(region.orElseThrow());
    return new Environment(partition, region.orElseThrow(), account, username.orElseThrow(), tags);
  }

  private static SourceQueueWithSubscription.Args parcels(Environment environment) {
    Arn topic = environment.topic(NAME);
    return new SourceQueueWithSubscription.Args(
        environment, NAME, topic, MAX_RECEIVE_COUNT, RETENTION_DAYS);
  }

  /** The messages of two carriers, as events whose detail is {@code {"parcel": MESSAGE}}. */
  private static SnsToBusPipe.Args pipe(
      Environment environment, SourceQueueWithSubscription from, PurchaseRuleQueue to) {
    Optional<Integer> noLogs = Optional.empty();
    Optional<Arn> noBoundary = Optional.empty();
    Arn bus = environment.bus(NAME);
    var after = List.of(to.target());
    return new SnsToBusPipe.Args(
            environment, NAME, from.queue(), bus, NAME, noLogs, noBoundary, after)
        .withFilters("{\"body\": {\"carrier\": [\"dhl\", \"ups\"]}}")
        .withDetailType("Parcel seen")
        .withInputTemplate("{ \"parcel\": <$.body> }");
  }

  /** Of these events the parcels that are lost. */
  private static PurchaseRuleQueue.Args search(Environment environment, List<Resource> after) {
    Arn bus = environment.bus(NAME);
    var lost =
        EventPattern.ofSources(NAME)
            .withDetailTypes("Parcel seen")
            .withDetail("{\"parcel\": {\"state\": [\"lost\"]}}");
    return new PurchaseRuleQueue.Args(
        environment, "search", "search", bus, lost, MAX_RECEIVE_COUNT, RETENTION_DAYS, after);
  }
}
