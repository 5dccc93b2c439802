package io.tributary.local.resource;

import io.tributary.cloud.api.ApiErrors;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * A Pulumi resource type.
 *
 * @param <I> the record of its inputs: unset ones null, or what the pinned provider sets for them
 */
abstract class ResourceType<I extends Record> {

  /** The services' codes for what a call names and is not there. */
  private static final Set<String> NOT_THERE =
      Set.of(
          "AWS.SimpleQueueService.NonExistentQueue",
          "NoSuchEntity",
          "NotFound",
          "NotFoundException",
          "ResourceNotFound",
          "ResourceNotFoundException");

  private final String token;
  private final Class<I> inputs;

  ResourceType(String token, Class<I> inputs) {
    this.token = token;
    this.inputs = inputs;
  }

  /** The type as programs name it, such as {@code aws:sqs/queue:Queue}. */
  final String token() {
    return token;
  }

  /** A resource of this type, its inputs read and checked. */
  final PlannedResource planned(Identity identity, Map<String, Object> given) {
    Map<String, Object> named = new TreeMap<>(given);
    named.values().removeIf(value -> value == null);
    if (namedBy() != null) {
      Object prefix = named.remove(namedBy() + "Prefix");
      named.computeIfAbsent(
          namedBy(), unset -> prefix == null ? identity.autoName() : prefix + identity.uuid());
    }
    String resource = token + " \"" + identity.name() + "\"";
    return new Typed<>(this, identity, given, InputReader.read(resource, named, inputs));
  }

  /** The property with the name that AWS knows it by; null when it has none of its own. */
  String namedBy() {
    return "name";
  }

  /** What the provider answers beside the inputs; {@code id} is always among it. */
  abstract Map<String, Object> computed(I resource, Identity identity);

  /** What AWS knows it by, among the resources of its type. */
  Object knownAs(I resource, Identity identity) {
    return computed(resource, identity).get("id");
  }

  /** Makes it. */
  abstract CompletableFuture<?> create(I resource, DeployerClients aws);

  /** Changes it; by default by the call that makes it, for AWS's calls that put. */
  CompletableFuture<?> update(I before, I after, DeployerClients aws) {
    return create(after, aws);
  }

  /** Deletes it. */
  abstract CompletableFuture<?> delete(I resource, DeployerClients aws);

  /** The calls that the AWS provider makes for it, from its creation to its end. */
  abstract List<ProviderCall> calls(I resource, Identity identity);

  /** The inputs that cannot be changed: with another value it is deleted and made anew. */
  abstract Set<String> replacedWith();

  private record Typed<I extends Record>(
      ResourceType<I> type, Identity identity, Map<String, Object> given, I inputs)
      implements PlannedResource {

    @Override
    public Map<String, Object> outputs() {
      Map<String, Object> outputs = new TreeMap<>(InputReader.properties(inputs));
      outputs.putAll(type.computed(inputs, identity));
      if (outputs.containsKey("tags")) {
        outputs.put("tagsAll", outputs.get("tags"));
      }
      return outputs;
    }

    @Override
    public List<ProviderCall> calls() {
      return type.calls(inputs, identity);
    }

    @Override
    public boolean replaces(PlannedResource before) {
      Map<String, Object> old = before.outputs();
      Map<String, Object> now = outputs();
      return type.replacedWith().stream()
          .anyMatch(name -> !java.util.Objects.equals(old.get(name), now.get(name)));
    }

    @Override
    public boolean replacesForItsUrn(PlannedResource before) {
      Identity old = ((Typed<?>) before).identity;
      return !old.urn().equals(identity.urn())
          && replaces(before)
          && !type.planned(old, given).replaces(before);
    }

    @Override
    public Set<String> replacedWith() {
      return type.replacedWith();
    }

    @Override
    public Object knownAs() {
      return type.knownAs(inputs, identity);
    }

    @Override
    public CompletableFuture<?> create(DeployerClients aws) {
      return type.create(inputs, aws);
    }

    @Override
    public boolean differsFrom(PlannedResource before) {
      return !inputs.equals(((Typed<?>) before).inputs);
    }

    @Override
    @SuppressWarnings("unchecked") // a URN holds the type, so the same URN has the same type
    public CompletableFuture<?> update(PlannedResource before, DeployerClients aws) {
      return type.update(((Typed<I>) before).inputs, inputs, aws);
    }

    @Override
    public CompletableFuture<?> delete(DeployerClients aws) {
      return type.delete(inputs, aws).handle(Typed::deleted);
    }

    /** The provider takes what somebody else deleted already as deleted. */
    private static <T> T deleted(T answer, Throwable failure) {
      Throwable cause = ApiErrors.cause(failure);
      if (cause == null
          || cause instanceof AwsServiceException aws
              && aws.awsErrorDetails() != null
              && NOT_THERE.contains(aws.awsErrorDetails().errorCode())) {
        return answer;
      }
      throw new CompletionException(cause);
    }
  }
}
