package io.tributary.cloud.sqs;

import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * A message in a queue. Kept lean, as a million of them may wait: its id is two longs then, and
 * text while few wait, or once somebody has asked for it.
 */
final class Message {

  /** Where in its life a message is. */
  enum State {
    DELAYED,
    VISIBLE,
    IN_FLIGHT
  }

  final String body;
  final Map<String, MessageAttributeValue> attributes;
  final String traceHeader;
  final String messageGroupId;
  final String senderId;
  final long sentMillis;
  final long trace;
  private final long idHigh;
  private final long idLow;

  /** The id as text, from when somebody asks until it is let go. */
  private String id;

  /** Names it within its queue, in the order of arrival there. */
  long number;

  State state;

  /** When it came into its queue; of a dead letter, when it was moved there. */
  long arrivedMicros;

  /** When it can be received next, or could from then on. */
  long availableMicros;

  long receivedMicros;
  long firstReceivedMillis;
  int receiveCount;

  /** How many of its receives were from other queues, before it came here as a dead letter. */
  int receivedElsewhere;

  /** The ARN of the queue that it was moved from as a dead letter; null if it was not. */
  String deadLetterSource;

  /** Names its newest receipt from the queue that it is in; null if there was none. */
  String receiptHandle;

  /** Where it stands in its backlog's lines, or in the heap beside one. */
  int ageSlot;

  int deliverySlot;

  Message(UUID id, OutgoingMessage sent, String senderId, long sentMillis) {
    this.idHigh = id.getMostSignificantBits();
    this.idLow = id.getLeastSignificantBits();
    this.body = sent.body();
    this.attributes = sent.attributes();
    this.traceHeader = sent.traceHeader();
    this.messageGroupId = sent.messageGroupId();
    this.senderId = senderId;
    this.sentMillis = sentMillis;
    this.trace = sent.trace();
  }

  String id() {
    if (id == null) {
      id = new UUID(idHigh, idLow).toString();
    }
    return id;
  }

  /** Keeps less until somebody asks for the id again. */
  void letIdGo() {
    id = null;
  }
}
