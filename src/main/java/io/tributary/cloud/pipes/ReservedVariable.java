package io.tributary.cloud.pipes;

import io.tributary.cloud.json.JsonText;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The variables that EventBridge Pipes reserves in input templates.
 *
 * <p>See
 * docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-input-transformation.html#input-transform-reserved
 */
enum ReservedVariable implements Template.Variable {
  PIPE_ARN("aws.pipes.pipe-arn") {
    @Override
    public Optional<JsonText> value(SqsRecord record, Template.Context context) {
      return string(context.pipeArn());
    }
  },
  PIPE_NAME("aws.pipes.pipe-name") {
    @Override
    public Optional<JsonText> value(SqsRecord record, Template.Context context) {
      return string(context.pipeName());
    }
  },
  SOURCE_ARN("aws.pipes.source-arn") {
    @Override
    public Optional<JsonText> value(SqsRecord record, Template.Context context) {
      return string(context.sourceArn());
    }
  },
  /** Has no value: a pipe with an enrichment is refused. */
  ENRICHMENT_ARN("aws.pipes.enrichment-arn") {
    @Override
    public Optional<JsonText> value(SqsRecord record, Template.Context context) {
      return Optional.empty();
    }
  },
  TARGET_ARN("aws.pipes.target-arn") {
    @Override
    public Optional<JsonText> value(SqsRecord record, Template.Context context) {
      return string(context.targetArn());
    }
  },
  /** ISO 8601, when the record came to the template. */
  INGESTION_TIME("aws.pipes.event.ingestion-time") {
    @Override
    public Optional<JsonText> value(SqsRecord record, Template.Context context) {
      return string(context.ingestionTime().toString());
    }
  },
  /** The record as a string. */
  EVENT("aws.pipes.event") {
    @Override
    public Optional<JsonText> value(SqsRecord record, Template.Context context) {
      return string(record.original().text());
    }
  },
  /** The record as JSON, its body implicitly parsed. */
  EVENT_JSON("aws.pipes.event.json") {
    @Override
    public Optional<JsonText> value(SqsRecord record, Template.Context context) {
      return Optional.of(record.decoded());
    }
  };

  private final String variable;

  ReservedVariable(String variable) {
    this.variable = variable;
  }

  static ReservedVariable named(String name) {
    return Arrays.stream(values())
        .filter(reserved -> reserved.variable.equals(name))
        .findFirst()
        .orElseThrow(() -> new InvalidTemplateException(unknown(name)));
  }

  private static String unknown(String name) {
    return "<"
        + name
        + "> is no variable of pipes: use one of "
        + Arrays.stream(values())
            .map(reserved -> "<" + reserved.variable + ">")
            .collect(Collectors.joining(", "));
  }

  private static Optional<JsonText> string(String value) {
    return Optional.of(JsonText.string(value));
  }
}
