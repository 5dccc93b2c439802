package io.tributary.simulate;

import io.tributary.cloud.api.ApiErrors;
import io.tributary.cloud.time.EventLoop;
import io.tributary.simulate.Topics.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Publishes the events of the workload, each when its time has come; those of one topic and one
 * time together, as far as they fit into a call. What AWS refuses it tries again, as the SDKs do,
 * and gives up after some tries; only what SNS has said yes to counts as accepted.
 *
 * <p>See docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html
 */
final class Publisher {

  /** How SNS begins who may not publish; {@link Denials} judges each such denial. */
  private static final String DENIED = "AuthorizationError:";

  private static final int TRIES = 8;
  private static final long FIRST_BACKOFF_MILLIS = 100;
  private static final int MOST_ENTRIES = 10;

  /** The most bytes of a call, in characters, which have three bytes at most. */
  private static final int MOST_CHARACTERS = Topics.MOST_BYTES / 3;

  private final EventLoop loop;
  private final Workload workload;
  private final Topics topics;
  private final Ledger ledger;
  private int next;
  private int trying;
  private int refused;
  private String newestRefusal;

  Publisher(EventLoop loop, Workload workload, Topics topics, Ledger ledger) {
    this.loop = loop;
    this.workload = workload;
    this.topics = topics;
    this.ledger = ledger;
  }

  /** Begins, if there is anything to publish. */
  void start() {
    scheduleNext();
  }

  /** Whether every event was accepted or given up. */
  boolean done() {
    return next >= workload.events() && trying == 0;
  }

  /** How many events it gave up though neither a fault nor a denial was behind it. */
  int refused() {
    return refused;
  }

  /** Why the newest of these was given up; null when there is none. */
  String newestRefusal() {
    return newestRefusal;
  }

  private void scheduleNext() {
    skipAbsent();
    if (next < workload.events()) {
      long wait = Math.max(0, workload.micros(next) - loop.micros());
      loop.schedule(Duration.ofNanos(wait * 1_000), this::publishDue);
    }
  }

  private void skipAbsent() {
    while (next < workload.events() && !workload.has(next)) {
      next++;
    }
  }

  private void publishDue() {
    Map<String, Call> calls = new LinkedHashMap<>();
    while (next < workload.events() && workload.micros(next) <= loop.micros()) {
      ledger.published(next);
      Workload.Source source = workload.source(next);
      Entry entry = new Entry(next, workload.body(next), source.attributes());
      add(calls, source.topicArn(), entry);
      next++;
      skipAbsent();
    }
    calls.values().forEach(call -> publish(call, 1));
    scheduleNext();
  }

  private void add(Map<String, Call> calls, String topicArn, Entry entry) {
    Call call = calls.computeIfAbsent(topicArn, Call::new);
    if (!call.hasRoomFor(entry)) {
      publish(call, 1);
      call = new Call(topicArn);
      calls.put(topicArn, call);
    }
    call.entries.add(entry);
    trying++;
  }

  /** What goes to a topic at once. */
  private record Call(String topicArn, List<Entry> entries) {

    Call(String topicArn) {
      this(topicArn, new ArrayList<>(MOST_ENTRIES));
    }

    boolean hasRoomFor(Entry entry) {
      int characters = entry.characters();
      for (Entry there : entries) {
        characters += there.characters();
      }
      return entries.isEmpty() || entries.size() < MOST_ENTRIES && characters <= MOST_CHARACTERS;
    }
  }

  private void publish(Call call, int tries) {
    topics
        .publish(call.topicArn, call.entries)
        .whenComplete(
            (refused, failure) -> {
              if (failure == null) {
                answered(call, tries, refused);
              } else {
                failed(call, tries, failure);
              }
            });
  }

  /** All entries share the fate of a call that AWS refuses. */
  private void failed(Call call, int tries, Throwable failure) {
    Throwable cause = ApiErrors.cause(failure);
    if (cause instanceof AwsServiceException refusal) {
      String why = ApiErrors.words(refusal);
      Map<Entry, String> refused = new LinkedHashMap<>();
      call.entries.forEach(it -> refused.put(it, why));
      answered(call, tries, refused);
    } else {
      loop.execute(() -> fail(failure));
    }
  }

  /** Ends the run: nothing that AWS answers is behind this. */
  private static void fail(Throwable failure) {
    throw new IllegalStateException("publishing failed, and it was not AWS that refused", failure);
  }

  private void answered(Call call, int tries, Map<Entry, String> refused) {
    for (Entry entry : call.entries) {
      if (!refused.containsKey(entry)) {
        trying--;
        ledger.accepted(entry.event());
      }
    }
    if (tries < TRIES && !refused.isEmpty()) {
      loop.schedule(
          Duration.ofMillis(FIRST_BACKOFF_MILLIS << tries - 1),
          () -> publish(new Call(call.topicArn, List.copyOf(refused.keySet())), tries + 1));
      return;
    }
    refused.forEach(this::giveUp);
  }

  private void giveUp(Entry entry, String why) {
    trying--;
    ledger.notAccepted(entry.event());
    if (!why.startsWith(DENIED) && !ledger.isRefusable(entry.event())) {
      refused++;
      newestRefusal = why;
    }
  }
}
