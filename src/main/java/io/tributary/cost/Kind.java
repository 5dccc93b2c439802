package io.tributary.cost;

/** A way to use a resource. */
public enum Kind {
  SNS_PUBLISH("sns.publish", Charged.EVENT),
  SNS_DELIVERY("sns.delivery.sqs", Charged.EVENT),
  SQS_SEND("sqs.request", Charged.CALL),
  SQS_RECEIVE("sqs.request", Charged.CALL),
  /** A long poll that ends with nothing. */
  SQS_EMPTY_RECEIVE("sqs.request", Charged.CALL),
  SQS_DELETE("sqs.request", Charged.CALL),
  PIPE_EXECUTION("pipes.request", Charged.EVENT),
  EVENTS_PUT("events.custom", Charged.EVENT),
  RULE_INVOCATION("events.delivery", Charged.EVENT),
  LOGS_PUT("logs.ingestion", Charged.GIGABYTE),
  LOGS_STORED("logs.storage", Charged.GIGABYTE),
  ALARM("cloudwatch.alarm", Charged.EACH),
  DASHBOARD("cloudwatch.dashboard", Charged.EACH);

  /** What AWS counts. */
  enum Charged {
    /** Each event, or each 64 KB of it. */
    EVENT,
    /** Each call, or each 64 KB that it carries. */
    CALL,
    GIGABYTE,
    EACH
  }

  private final String price;
  private final Charged charged;

  Kind(String price, Charged charged) {
    this.price = price;
    this.charged = charged;
  }

  /** The id of its price. */
  String price() {
    return price;
  }

  Charged charged() {
    return charged;
  }

  /** In words, such as {@code sqs empty receive}. */
  public String words() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
  }
}
