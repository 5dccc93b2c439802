package io.tributary.local;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A resource as the program registered it.
 *
 * @param urn Pulumi's name for it, unique in its graph
 * @param type Pulumi's type token, such as {@code aws:sqs/queue:Queue}
 * @param name its name in the program
 * @param parent the URN of the component it belongs to; null at the top
 * @param custom whether a provider makes it; false for a component, which only groups others
 * @param dependencies the URNs of what has to be there first
 * @param propertyDependencies for each input that was computed from other resources, their URNs
 * @param secrets the inputs and outputs that the program marked as secret
 * @param inputs what the program set, as plain JSON values; empty for a component
 * @param outputs all that the provider would answer, id among them; of a component what it
 *     registered
 * @param aliases the URNs that it had before, by its own aliases and in their order, by which
 *     Pulumi looks for it; those that follow from what its component was are not among them
 * @param isProtected whether the program keeps Pulumi from deleting it
 */
public record GraphResource(
    String urn,
    String type,
    String name,
    String parent,
    boolean custom,
    Set<String> dependencies,
    Map<String, Set<String>> propertyDependencies,
    Set<String> secrets,
    Map<String, Object> inputs,
    Map<String, Object> outputs,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonDeserialize(as = LinkedHashSet.class)
        Set<String> aliases,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean isProtected) {

  /** What stands for a secret wherever a graph is shown or written. */
  public static final String REDACTED = "[secret]";

  public GraphResource {
    dependencies = PlainData.sorted(dependencies);
    propertyDependencies = PlainData.sorted(propertyDependencies);
    secrets = PlainData.sorted(secrets);
    inputs = PlainData.frozen(inputs);
    outputs = PlainData.frozen(outputs);
    aliases =
        aliases == null ? Set.of() : Collections.unmodifiableSet(new LinkedHashSet<>(aliases));
  }

  /** The id that the provider would answer. */
  @JsonIgnore
  public String id() {
    return String.valueOf(outputs.get("id"));
  }

  /** An output, or one inside of others; empty where there is none. */
  public Optional<Object> at(String... path) {
    Object value = outputs;
    for (String step : path) {
      value = value instanceof Map<?, ?> map ? map.get(step) : null;
    }
    return Optional.ofNullable(value);
  }

  /** An output that is text; empty where there is none. */
  public Optional<String> text(String... path) {
    return at(path).filter(String.class::isInstance).map(String.class::cast);
  }

  /** An output that is a whole number; empty where there is none. */
  public Optional<Integer> number(String... path) {
    return at(path).filter(Number.class::isInstance).map(it -> ((Number) it).intValue());
  }

  /** The ARN of what it makes; empty for what only adds to another's, as a topic's policy does. */
  @JsonIgnore
  Optional<String> madeArn() {
    return outputs.get("arn") instanceof String arn && !inputs.containsValue(arn)
        ? Optional.of(arn)
        : Optional.empty();
  }

  /** All that has to be there before this resource: its dependencies and its parent. */
  @JsonIgnore
  public Collection<String> needs() {
    if (parent == null || dependencies.contains(parent)) {
      return dependencies;
    }
    List<String> needs = new ArrayList<>(dependencies.size() + 1);
    needs.addAll(dependencies);
    needs.add(parent);
    return needs;
  }

  GraphResource withProperties(Map<String, Object> newInputs, Map<String, Object> newOutputs) {
    return with(secrets, newInputs, newOutputs);
  }

  /** This component with what it registered at its end. */
  GraphResource withOutputs(Map<String, Object> registered, Set<String> secretOutputs) {
    Set<String> all = new TreeSet<>(secrets);
    all.addAll(secretOutputs);
    return with(all, inputs, registered);
  }

  private GraphResource with(
      Set<String> newSecrets, Map<String, Object> newInputs, Map<String, Object> newOutputs) {
    return new GraphResource(
        urn,
        type,
        name,
        parent,
        custom,
        dependencies,
        propertyDependencies,
        newSecrets,
        newInputs,
        newOutputs,
        aliases,
        isProtected);
  }

  /** This resource, no longer waiting for another. */
  GraphResource withoutDependency(String gone) {
    return with(urn, parent, urns -> without(urns, gone));
  }

  /** This resource with other URNs for some, itself perhaps among them. */
  GraphResource renamed(Map<String, String> urns) {
    return with(
        urns.getOrDefault(urn, urn), urns.getOrDefault(parent, parent), on -> renamed(on, urns));
  }

  private GraphResource with(
      String newUrn, String newParent, UnaryOperator<Set<String>> newDependencies) {
    Map<String, Set<String>> byProperty = new TreeMap<>(propertyDependencies);
    byProperty.replaceAll((property, on) -> newDependencies.apply(on));
    return new GraphResource(
        newUrn,
        type,
        name,
        newParent,
        custom,
        newDependencies.apply(dependencies),
        byProperty,
        secrets,
        inputs,
        outputs,
        aliases,
        isProtected);
  }

  private static Set<String> renamed(Set<String> on, Map<String, String> urns) {
    return on.stream().map(urn -> urns.getOrDefault(urn, urn)).collect(Collectors.toSet());
  }

  private static Set<String> without(Set<String> urns, String gone) {
    Set<String> left = new TreeSet<>(urns);
    left.remove(gone);
    return left;
  }

  /** This resource without its secrets, fit to be written down. */
  GraphResource redacted() {
    return secrets.isEmpty() ? this : withProperties(hidden(inputs), hidden(outputs));
  }

  private Map<String, Object> hidden(Map<String, Object> properties) {
    Map<String, Object> shown = new TreeMap<>(properties);
    secrets.forEach(secret -> shown.computeIfPresent(secret, (name, value) -> REDACTED));
    return shown;
  }

  /** Names the resource; its properties may be secret. */
  @Override
  public String toString() {
    return urn + " after " + List.copyOf(dependencies);
  }
}
