package io.tributary.cloud.pipes;

import io.tributary.cloud.events.EventBuses.EventEntry;
import io.tributary.cloud.events.EventBuses.PutResult;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.journal.HopEntry;
import io.tributary.cloud.journal.Journal;
import io.tributary.cloud.journal.Measure;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import io.tributary.cloud.json.JsonText;
import io.tributary.cloud.pipes.ExecutionLog.Execution;
import io.tributary.cloud.sqs.QueuedMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * Takes a batch from a pipe's queue to its bus: filters, transforms, puts, and deletes from the
 * queue what the bus has accepted, never before. All else is left in the queue, to come back when
 * its visibility timeout ends, until the queue's redrive policy takes it.
 */
final class Delivery {

  /**
   * Bytes that entries share in one PutEvents; a larger entry goes alone, and the bus decides. The
   * API reference says 256 KB, the user guide 1 MB; the smaller holds for both. See
   * docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html and
   * docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html
   */
  private static final int MAX_PUT_BYTES = 256 * 1024;

  private final Services services;
  private final PipeSettings settings;
  private final ExecutionLog log;

  Delivery(Services services, PipeSettings settings) {
    this.services = services;
    this.settings = settings;
    this.log = new ExecutionLog(services, settings);
  }

  /** A record on its way, as the entry that it became. */
  private record Outgoing(SqsRecord record, EventEntry entry) {}

  /**
   * Delivers what it can.
   *
   * @return what refused the whole batch or its deletion, so that the pipe should slow down; null
   *     when it can go on at once
   */
  Refusal deliver(Caller role, List<QueuedMessage> messages) {
    Refusal refusal = null;
    List<SqsRecord> wanted = new ArrayList<>();
    for (QueuedMessage message : messages) {
      SqsRecord record = new SqsRecord(message, settings.source(), services.account());
      if (passesFilters(record)) {
        wanted.add(record);
      } else {
        refusal = firstOf(refusal, delete(role, message));
      }
    }
    return wanted.isEmpty() ? refusal : firstOf(refusal, execute(role, wanted));
  }

  /** Begins the hop of a message through this pipe. */
  HopEntry hop(QueuedMessage message) {
    return services
        .journal()
        .hop(message.trace(), Step.PIPE_DELIVER, settings.arn())
        .peer(settings.target());
  }

  private boolean passesFilters(SqsRecord record) {
    List<PipeFilter> filters = settings.filters();
    if (filters.isEmpty()) {
      return true;
    }
    JsonText event = record.filterable();
    if (filters.stream().anyMatch(filter -> filter.matches(record, event))) {
      return true;
    }
    String why =
        filters.stream()
            .map(filter -> filter.json() + ": " + filter.mismatch(record, event))
            .collect(Collectors.joining(" | "));
    hop(record.message())
        .payload(record.message().body())
        .stopped(Outcome.FILTERED, "matches no filter of the pipe: " + why);
    return false;
  }

  private Refusal execute(Caller role, List<SqsRecord> records) {
    long begin = services.loop().micros();
    Execution execution = log.begin(records);
    execution.started();
    List<Outgoing> outgoing = transform(records, execution);
    Refusal refusal = null;
    int delivered = 0;
    for (List<Outgoing> call : calls(outgoing)) {
      Put put = put(role, call, execution);
      refusal = firstOf(refusal, put.refusal());
      delivered += put.accepted();
    }
    execution.ended(delivered, records.size() - delivered);
    measure(records.size(), delivered, refusal, begin);
    return refusal;
  }

  private void measure(int records, int delivered, Refusal refusal, long beginMicros) {
    Journal journal = services.journal();
    String pipe = settings.arn();
    boolean nothing = delivered == 0;
    boolean throttled = nothing && refusal != null && refusal.throttles();
    journal.measure(Measure.PIPE_EVENTS, pipe, records);
    journal.measure(Measure.PIPE_FAILED, pipe, nothing && !throttled ? 1 : 0);
    journal.measure(Measure.PIPE_PARTIALLY_FAILED, pipe, !nothing && delivered < records ? 1 : 0);
    journal.measure(Measure.PIPE_THROTTLED, pipe, throttled ? 1 : 0);
    double millis = (services.loop().micros() - beginMicros) / 1_000.0;
    journal.measure(Measure.PIPE_MILLIS, pipe, millis);
  }

  private List<Outgoing> transform(List<SqsRecord> records, Execution execution) {
    Template.Context context =
        new Template.Context(
            settings.arn(),
            settings.name(),
            settings.source(),
            settings.target(),
            services.loop().now());
    List<Outgoing> outgoing = new ArrayList<>(records.size());
    for (SqsRecord record : records) {
      try {
        JsonText detail = object(detail(record, context));
        EventEntry entry = settings.busParameters().entry(settings.target(), record, detail);
        outgoing.add(new Outgoing(record, entry));
      } catch (UndeliverableException undeliverable) {
        hop(record.message())
            .payload(detailText(record, context))
            .stopped(Outcome.RETRYING, undeliverable.getMessage());
        execution.transformationFailed(undeliverable.getMessage());
      }
    }
    execution.transformed(outgoing.stream().map(Outgoing::entry).toList());
    return outgoing;
  }

  private Optional<JsonText> detail(SqsRecord record, Template.Context context) {
    return settings.template() == null
        ? Optional.of(record.original())
        : settings.template().applyJson(record, context);
  }

  private String detailText(SqsRecord record, Template.Context context) {
    return settings.template() == null
        ? record.original().text()
        : settings.template().apply(record, context);
  }

  /** The bus would refuse it one by one as MalformedDetail; here the reason can be told. */
  private static JsonText object(Optional<JsonText> detail) {
    JsonText json =
        detail.orElseThrow(
            () ->
                new UndeliverableException(
                    "MalformedDetail: the input template's result is not JSON; an event's"
                        + " detail must be a JSON object"));
    if (!json.isObject()) {
      throw new UndeliverableException(
          "MalformedDetail: the input template's result is a JSON "
              + json.kind().name().toLowerCase(Locale.ROOT)
              + "; an event's detail must be a JSON object: wrap the placeholder in one");
    }
    return json;
  }

  /** What became of one PutEvents call. */
  private record Put(int accepted, Refusal refusal) {}

  private Put put(Caller role, List<Outgoing> call, Execution execution) {
    List<EventEntry> entries = call.stream().map(Outgoing::entry).toList();
    execution.invoked();
    List<PutResult> results;
    try {
      results = services.buses().putEvents(role, entries);
    } catch (EventBridgeException failure) {
      Refusal refusal = Refusal.of(failure);
      call.forEach(one -> refusal.end(hop(one.record().message()).payload(one.entry().detail())));
      execution.refused(entries, refusal);
      return new Put(0, refusal);
    }
    execution.answered(entries, results);
    return settle(role, call, results);
  }

  private Put settle(Caller role, List<Outgoing> call, List<PutResult> results) {
    int accepted = 0;
    Refusal refusal = null;
    for (int i = 0; i < call.size(); i++) {
      PutResult result = results.get(i);
      QueuedMessage message = call.get(i).record().message();
      HopEntry hop = hop(message).payload(call.get(i).entry().detail());
      if (result.failed()) {
        hop.stopped(Outcome.RETRYING, result.errorCode() + ": " + result.errorMessage());
      } else {
        accepted++;
        hop.passed();
        refusal = firstOf(refusal, delete(role, message));
      }
    }
    return new Put(accepted, refusal);
  }

  private Refusal delete(Caller role, QueuedMessage message) {
    try {
      services.queues().delete(role, settings.source(), message.receiptHandle());
      return null;
    } catch (SqsException failure) {
      Refusal refusal = Refusal.of(failure);
      refusal.end(hop(message).peer(settings.source()));
      return refusal;
    }
  }

  /** The entries in as few calls as PutEvents' size limit allows, in order. */
  private static List<List<Outgoing>> calls(List<Outgoing> outgoing) {
    long most = 0;
    for (Outgoing one : outgoing) {
      most += one.entry().mostBytes();
    }
    if (most <= MAX_PUT_BYTES) {
      return outgoing.isEmpty() ? List.of() : List.of(outgoing);
    }
    return filled(outgoing);
  }

  private static List<List<Outgoing>> filled(List<Outgoing> outgoing) {
    List<List<Outgoing>> calls = new ArrayList<>();
    long room = 0;
    for (Outgoing one : outgoing) {
      long size = one.entry().bytes();
      if (calls.isEmpty() || size > room) {
        calls.add(new ArrayList<>());
        room = MAX_PUT_BYTES;
      }
      calls.get(calls.size() - 1).add(one);
      room -= size;
    }
    return calls;
  }

  private static Refusal firstOf(Refusal first, Refusal second) {
    return first != null ? first : second;
  }
}
