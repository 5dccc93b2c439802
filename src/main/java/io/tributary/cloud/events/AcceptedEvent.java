package io.tributary.cloud.events;

import io.tributary.cloud.json.JsonText;

/**
 * An event that a bus took in.
 *
 * @param json the whole event, compact
 * @param acceptedMillis when, in milliseconds since 1970
 * @param trace the event, for the journal
 */
record AcceptedEvent(
    Bus bus,
    String id,
    String source,
    String detailType,
    JsonText json,
    long acceptedMillis,
    long trace) {}
