package io.tributary.local.resource;

import java.util.List;
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
  private final List<String> reads;
  private final List<String> writes;

  /**
   * A type to be recorded only.
   *
   * @param namedBy the property with the name in AWS
   * @param arn the ARN that the provider answers, made from that name
   * @param reads the actions of the calls by which the provider reads it
   * @param writes those by which it makes, changes, tags and deletes it
   */
  RecordedOnlyType(
      String token,
      String namedBy,
      BiFunction<Identity, String, String> arn,
      List<String> reads,
      List<String> writes) {
    super(token, Inputs.class);
    this.namedBy = namedBy;
    this.arn = arn;
    this.reads = reads;
    this.writes = writes;
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

  /** As the constructor was told. */
  @Override
  List<ProviderCall> calls(Inputs resource, Identity identity) {
    String arn = this.arn.apply(identity, String.valueOf(resource.all().get(namedBy)));
    return ProviderCall.all(
        ProviderCall.reads(arn, reads.toArray(String[]::new)),
        ProviderCall.writes(arn, writes.toArray(String[]::new)));
  }

  @Override
  Set<String> replacedWith() {
    return Set.of();
  }
}
