package io.tributary.local;

import io.tributary.cloud.LocalCloud;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.time.VirtualTime;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsAsyncClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.iam.IamAsyncClient;
import software.amazon.awssdk.services.pipes.PipesAsyncClient;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Commands of the AWS CLI, answered by a local cloud: the operation and its members are found in
 * the SDK's own models, by the names that the CLI derives from them. A service, operation, option
 * or value that is not there is an error.
 */
final class AwsCli {

  private static final Map<String, Class<? extends SdkClient>> SERVICES =
      Map.of(
          "cloudwatch", CloudWatchAsyncClient.class,
          "events", EventBridgeAsyncClient.class,
          "iam", IamAsyncClient.class,
          "logs", CloudWatchLogsAsyncClient.class,
          "pipes", PipesAsyncClient.class,
          "sns", SnsAsyncClient.class,
          "sqs", SqsAsyncClient.class);

  private final LocalCloud cloud;
  private final VirtualTime time;

  AwsCli(LocalCloud cloud, VirtualTime time) {
    this.cloud = cloud;
    this.time = time;
  }

  /**
   * Runs a command as somebody.
   *
   * @param words {@code SERVICE OPERATION --option value...}
   */
  SdkPojo run(Principal who, List<String> words) {
    Class<? extends SdkClient> service = SERVICES.get(words.get(0));
    if (service == null) {
      throw new IllegalArgumentException("no service " + words.get(0));
    }
    Method operation = operation(service, camelCase(words.get(1)));
    try {
      Object builder = operation.getParameterTypes()[0].getMethod("builder").invoke(null);
      fill((SdkPojo) builder, words.subList(2, words.size()));
      Object request = ((Buildable) builder).build();
      Object answer = operation.invoke(cloud.client(service, who), request);
      return (SdkPojo) time.await((CompletableFuture<?>) answer);
    } catch (ReflectiveOperationException broken) {
      throw new IllegalStateException(String.join(" ", words), broken);
    }
  }

  /**
   * The action that a command needs, which IAM names as the operation: {@code pipes:StopPipe}.
   *
   * @param service as the CLI names it, which for the services here is as IAM does
   */
  static String action(String service, String operation) {
    String name = camelCase(operation);
    return service + ":" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private static Method operation(Class<? extends SdkClient> service, String name) {
    return Arrays.stream(service.getMethods())
        .filter(method -> method.getName().equals(name))
        .filter(method -> method.getParameterCount() == 1)
        .filter(method -> AwsRequest.class.isAssignableFrom(method.getParameterTypes()[0]))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(service + " has no " + name));
  }

  private static String camelCase(String kebab) {
    var name = new StringBuilder();
    for (String part : kebab.split("-")) {
      name.append(part.substring(0, 1).toUpperCase(Locale.ROOT)).append(part.substring(1));
    }
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  private static String kebab(String member) {
    return member.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  private static void fill(SdkPojo builder, List<String> words) {
    Map<String, List<String>> options = new LinkedHashMap<>();
    List<String> values = null;
    for (String word : words) {
      if (word.startsWith("--")) {
        values = new ArrayList<>();
        options.put(word.substring(2), values);
      } else if (values == null) {
        throw new IllegalArgumentException("not an option: " + word);
      } else {
        values.add(word);
      }
    }
    options.forEach((option, given) -> field(builder, option).set(builder, given));
  }

  private record Member(SdkField<?> field) {
    void set(SdkPojo builder, List<String> words) {
      field.set(builder, value(field, words));
    }
  }

  private static Member field(SdkPojo builder, String option) {
    return builder.sdkFields().stream()
        .filter(field -> kebab(field.memberName()).equals(option))
        .findFirst()
        .map(Member::new)
        .orElseThrow(
            () -> new IllegalArgumentException(builder.getClass() + " has no --" + option));
  }

  private static Object value(SdkField<?> field, List<String> words) {
    return switch (field.marshallingType().getKnownType()) {
      case STRING -> only(words);
      case INTEGER -> Integer.valueOf(only(words));
      case LONG -> Long.valueOf(only(words));
      case INSTANT -> Instant.parse(only(words));
      case LIST -> list(field.getTrait(ListTrait.class).memberFieldInfo(), words);
      case MAP -> shorthand(only(words));
      default -> throw new IllegalArgumentException("a value of " + field.memberName());
    };
  }

  private static String only(List<String> words) {
    if (words.size() != 1) {
      throw new IllegalArgumentException("expected one value, got " + words);
    }
    return words.get(0);
  }

  private static List<Object> list(SdkField<?> element, List<String> words) {
    List<Object> values = new ArrayList<>();
    for (String word : words) {
      boolean structure = element.constructor() != null;
      values.add(structure ? structure(element, word) : value(element, List.of(word)));
    }
    return values;
  }

  private static Object structure(SdkField<?> field, String word) {
    SdkPojo builder = field.constructor().get();
    shorthand(word)
        .forEach(
            (name, value) ->
                builder.sdkFields().stream()
                    .filter(it -> it.memberName().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no " + name + " in " + word))
                    .set(builder, value));
    return ((Buildable) builder).build();
  }

  /** {@code a=1,b=2}. */
  private static Map<String, String> shorthand(String word) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : word.split(",")) {
      String[] parts = pair.split("=", 2);
      values.put(parts[0], parts[1]);
    }
    return values;
  }
}
