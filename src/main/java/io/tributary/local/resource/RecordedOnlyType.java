package io.tributary.local.resource;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

/**
 * A type that carries no events: it stands in the graph, with an id and an ARN, but the local cloud
 * makes nothing of it, and takes its inputs as they are.
 */
final class RecordedOnlyType extends ResourceType<RecordedOnlyType.Inputs> {

  /** Whatever the program sets. */
  record Inputs(
      @com.fasterxml.jackson.annotation.JsonAnySetter
          @com.fasterxml.jackson.annotation.JsonAnyGetter
          Map<String, Object> all) {

    Inputs {
      all = all == null ? Map.of() : new TreeMap<>(all);
    }
  }

  private final String namedBy;
  private final BiFunction<Identity, String, String> arn;

  /**
   * A type to be recorded only.
   *
   * @param namedBy the property with the name in AWS
   * @param arn the ARN that the provider answers, made from that name
   */
  RecordedOnlyType(String token, String namedBy, BiFunction<Identity, String, String> arn) {
    super(token, Inputs.class);
    this.namedBy = namedBy;
    this.arn = arn;
  }

  @Override
  String namedBy() {
    return namedBy;
  }

  @Override
  Map<String, Object> computed(Inputs resource, Identity identity) {
    String name = String.valueOf(resource.all().get(namedBy));
    return Map.of("id", name, "arn", arn.apply(identity, name));
  }

  @Override
  CompletableFuture<?> create(Inputs resource, DeployerClients aws) {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  CompletableFuture<?> delete(Inputs resource, DeployerClients aws) {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  Set<String> replacedWith() {
    return Set.of();
  }
}
