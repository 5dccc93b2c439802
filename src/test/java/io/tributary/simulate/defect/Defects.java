package io.tributary.simulate.defect;

import io.tributary.cloud.Wiring.Service;
import io.tributary.local.GraphResource;
import io.tributary.local.ResourceGraph;
import io.tributary.simulate.Rewired;
import io.tributary.simulate.defect.QueueDefects.BreaksSurrogatePairs;
import io.tributary.simulate.defect.QueueDefects.ForgetsDeletes;
import io.tributary.simulate.defect.QueueDefects.ForgetsReceives;
import io.tributary.simulate.defect.QueueDefects.IgnoresThePolicy;
import io.tributary.simulate.defect.QueueDefects.LosesWakeUps;
import io.tributary.simulate.defect.QueueDefects.RedriveOff;
import io.tributary.simulate.defect.QueueDefects.RetentionCutShort;
import io.tributary.simulate.defect.QueueDefects.RetriesWithoutLimit;
import io.tributary.simulate.defect.QueueDefects.VisibilityIgnoredOnRedelivery;
import java.util.List;

/** All mistakes that the simulation is tried with. */
public final class Defects {

  public static final Defect REDRIVE_ONE_LATE =
      Defect.called(
          "a message is dead-lettered one receive late",
          "redrive",
          new BrokenSqs(sqs -> new RedriveOff(sqs, 1)));

  static final Defect MISREAD_BATCH =
      Defect.calling(
          "a pipe deletes what PutEvents failed on",
          "nothing-lost",
          CallerDefects::misreadsBatchResults);

  static final Defect PICKY_PATTERN =
      Defect.called(
          "a pattern drops what it cannot parse",
          "nothing-lost",
          new ChangedBus(BusDefects::dropsOnParseErrors));

  static final Defect VISIBILITY_IGNORED =
      Defect.called(
          "visibility ignored on redelivery",
          "visibility",
          new BrokenSqs(VisibilityIgnoredOnRedelivery::new));

  static final List<Defect> ALL =
      List.of(
          Defect.calling(
              "a pipe deletes before it puts", "nothing-lost", CallerDefects::deletesBeforePut),
          MISREAD_BATCH,
          Defect.programmed(
              "a dead-letter queue lacks its policy",
              "nothing-denied",
              without("aws:sqs/queuePolicy:QueuePolicy", "purchase-events-dlq-policy")),
          Defect.programmed(
              "a queue lacks its redrive policy", "redrive-delivers", withoutRedrivePolicies()),
          VISIBILITY_IGNORED,
          REDRIVE_ONE_LATE,
          Defect.called(
              "a message is dead-lettered one receive early",
              "redrive",
              new BrokenSqs(sqs -> new RedriveOff(sqs, -1))),
          Defect.called(
              "a message is retried without limit",
              "redrive",
              new BrokenSqs(RetriesWithoutLimit::new)),
          Defect.called("a wake-up is lost", "backlog-drains", new BrokenSqs(LosesWakeUps::new)),
          Defect.called("message ids are reused", "ids-are-unique", new ReusedIds(Service.SQS)),
          Defect.called("event ids are reused", "ids-are-unique", new ReusedIds(Service.EVENTS)),
          PICKY_PATTERN,
          Defect.called(
              "numbers are rewritten",
              "payload-unchanged",
              new ChangedBus(BusDefects::rewritesNumbers)),
          Defect.called(
              "surrogate pairs are broken",
              "payload-unchanged",
              new BrokenSqs(BreaksSurrogatePairs::new)),
          Defect.called(
              "a queue's policy is ignored",
              "only-the-admitted",
              new BrokenSqs(IgnoresThePolicy::new)),
          Defect.called(
              "retention is cut short", "retention", new BrokenSqs(RetentionCutShort::new)),
          Defect.called(
              "receives are not counted", "receive-count", new BrokenSqs(ForgetsReceives::new)),
          Defect.called(
              "a delete is forgotten",
              "queues-hold-what-was-sent",
              new BrokenSqs(ForgetsDeletes::new)));

  private Defects() {}

  private static ResourceGraph without(String type, String name) {
    ResourceGraph graph = Rewired.graph();
    return graph.without(graph.named(type, name).urn());
  }

  private static ResourceGraph withoutRedrivePolicies() {
    ResourceGraph graph = Rewired.graph();
    for (GraphResource queue : graph.ofType("aws:sqs/queue:Queue").toList()) {
      graph =
          graph.altered(
              queue.urn(),
              inputs -> {
                inputs.remove("redrivePolicy");
                return inputs;
              });
    }
    return graph;
  }
}
