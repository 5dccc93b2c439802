package io.tributary.cost;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the bytes of an event grow to on its way. */
final class Sizes {

  /**
   * Type, ids, times, signature and links around a message that SNS does not deliver raw, but not
   * what stands around each of its attributes, for how many there are is not known. See
   * docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html
   */
  private static final int ENVELOPE = 900;

  /**
   * What a JSON event grows to inside of a JSON string, where each quote, backslash and line break
   * takes two bytes: the example events to 1.14 of their size, so this is to the safe side.
   */
  private static final double ESCAPED = 1.25;

  /**
   * Ids, receipt handle and attributes of SQS's around a message that a pipe passes on as it is,
   * but not what stands around each attribute of the message. See
   * docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-sqs.html
   */
  private static final int RECORD = 800;

  /**
   * What CloudWatch Logs adds to each log event. See
   * docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html
   */
  private static final int LOG_EVENT = 26;

  private static final Pattern VARIABLE = Pattern.compile("<[^>]*>");

  /** The variables that stand for the whole record, its body as text. */
  private static final Set<String> WHOLE_RECORD = Set.of("<$>", "<aws.pipes.event>");

  /** The same with a body that is JSON. */
  private static final String PARSED_RECORD = "<aws.pipes.event.json>";

  private static final String EVENT =
      "{'version':'0','id':'b1757f3a-2301-4842-b0d3-893a325e7c4e','detail-type':'','source':'',"
          + "'account':'536697261635','time':'2026-11-21T07:43:48Z','region':'eu-west-1',"
          + "'resources':[],'detail':}";

  private Sizes() {}

  static double enveloped(double message) {
    return escaped(message) + ENVELOPE;
  }

  /** The detail that a pipe makes of a message; a variable counts as the message it stands for. */
  static double detail(String template, double message) {
    if (template == null) {
      return escaped(message) + RECORD;
    }
    double bytes = template.getBytes(StandardCharsets.UTF_8).length;
    Matcher variable = VARIABLE.matcher(template);
    while (variable.find()) {
      bytes += valued(variable.group(), message) - variable.group().length();
    }
    return bytes;
  }

  private static double valued(String variable, double message) {
    if (WHOLE_RECORD.contains(variable)) {
      return escaped(message) + RECORD;
    }
    if (variable.equals(PARSED_RECORD)) {
      return message + RECORD;
    }
    return variable.startsWith("<$.body") ? message : 0;
  }

  private static double escaped(double message) {
    return message * ESCAPED;
  }

  /** A whole event, as a rule gives it to its targets. */
  static double event(double detail, String source, String detailType) {
    return EVENT.length() + source.length() + detailType.length() + detail;
  }

  static double logged(double text) {
    return text + LOG_EVENT;
  }
}
