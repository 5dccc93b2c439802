package io.tributary.cloud.metrics;

/**
 * How an alarm takes datapoints that are not there.
 *
 * <p>See docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
enum MissingData {
  /** They are not looked at; with none at all the data is insufficient. */
  MISSING("missing"),
  /** They are not looked at; without enough of them the alarm stays as it is. */
  IGNORE("ignore"),
  BREACHING("breaching"),
  NOT_BREACHING("notBreaching");

  private final String text;

  MissingData(String text) {
    this.text = text;
  }

  /** The way as the API writes it. */
  String text() {
    return text;
  }
}
