package io.tributary.local;

import com.google.protobuf.Struct;
import io.tributary.cloud.account.Account;
import io.tributary.local.resource.InvalidInputsException;
import io.tributary.local.resource.PlannedResource;
import io.tributary.local.resource.ResourceTypes;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import pulumirpc.Resource.RegisterResourceRequest;

/**
 * What one run of a program asked for, so far. Pulumi registers resources from several threads, in
 * an order that differs from run to run; nothing here depends on it.
 */
final class Recording {

  private final Stack stack;

  /** By the engine's name for it: what failed to be created or changed is made anew. */
  private static final Set<String> REPLACED_ANYWAY = Set.of("#initerror");

  private final Map<String, GraphResource> resources = new TreeMap<>();
  private final Set<String> problems = new TreeSet<>();
  private Map<String, Object> stackOutputs = Map.of();

  Recording(Program program) {
    this.stack = program.target();
  }

  /** Keeps a resource and answers what the provider would; empty for a component. */
  synchronized Struct register(String urn, RegisterResourceRequest request) {
    checkRequest(request);
    StructReader inputs = new StructReader();
    Map<String, Object> read = inputs.read(request.getObject());
    boolean custom = request.getCustom();
    Map<String, Object> outputs = custom ? outputs(urn, request, read) : Map.of();
    Set<String> secrets = new TreeSet<>(inputs.secrets());
    secrets.addAll(request.getAdditionalSecretOutputsList());
    if (custom && !inputs.secrets().isEmpty()) {
      secrets.addAll(following(urn, request, inputs.secrets(), read, outputs));
    }
    GraphResource resource =
        new GraphResource(
            urn,
            request.getType(),
            request.getName(),
            parent(request.getParent()),
            custom,
            Set.copyOf(request.getDependenciesList()),
            propertyDependencies(request),
            secrets,
            custom ? read : Map.of(),
            outputs,
            aliases(urn, request),
            isProtected(request));
    if (resources.put(urn, resource) != null) {
      problems.add("Duplicate resource URN '" + urn + "'; give each resource a name of its own");
    }
    return answer(request.getObject(), outputs, inputs.secrets(), secrets);
  }

  private void checkRequest(RegisterResourceRequest request) {
    String resource = request.getType() + " \"" + request.getName() + "\"";
    if (request.getRemote()) {
      refuse("makes the remote component " + resource);
    }
    if (!request.getImportId().isEmpty()) {
      refuse("imports the existing resource " + resource);
    }
    options(request)
        .forEach(
            (option, set) -> {
              if (set) {
                refuse("sets the option " + option + " of " + resource);
              }
            });
  }

  /**
   * The options that have no effect here, and whether they are set. Others have theirs, or none
   * that could be seen: deleteBeforeReplace is what is done anyway, and no timeout is ever reached.
   */
  private static Map<String, Boolean> options(RegisterResourceRequest request) {
    return Map.of(
        "ignoreChanges",
        request.getIgnoreChangesCount() > 0,
        "replaceOnChanges",
        !REPLACED_ANYWAY.containsAll(request.getReplaceOnChangesList()),
        "replaceWith",
        request.getReplaceWithCount() > 0,
        "replacementTrigger",
        request.hasReplacementTrigger(),
        "deletedWith",
        !request.getDeletedWith().isEmpty(),
        "retainOnDelete",
        request.getRetainOnDelete(),
        "transforms",
        request.getTransformsCount() > 0,
        "hooks",
        request.hasHooks());
  }

  /** A resource that does not say follows its component. */
  private boolean isProtected(RegisterResourceRequest request) {
    GraphResource component = resources.get(request.getParent());
    return request.hasProtect()
        ? request.getProtect()
        : component != null && component.isProtected();
  }

  private Set<String> aliases(String urn, RegisterResourceRequest request) {
    try {
      return AliasUrns.of(urn, request, parent(request.getParent()));
    } catch (ProgramException noUrn) {
      problems.addAll(noUrn.problems());
      return Set.of();
    }
  }

  private Map<String, Object> outputs(
      String urn, RegisterResourceRequest request, Map<String, Object> inputs) {
    try {
      return planned(urn, request, inputs).outputs();
    } catch (InvalidInputsException invalid) {
      problems.addAll(invalid.problems());
      return Map.of("id", request.getName());
    }
  }

  private PlannedResource planned(
      String urn, RegisterResourceRequest request, Map<String, Object> inputs) {
    return ResourceTypes.plan(request.getType(), urn, request.getName(), inputs, stack.account());
  }

  /** The URN of a parent; null when that is the stack itself. */
  static String parent(String urn) {
    return urn.isEmpty() || urn.contains("::pulumi:pulumi:Stack::") ? null : urn;
  }

  private static Map<String, Set<String>> propertyDependencies(RegisterResourceRequest request) {
    Map<String, Set<String>> urns = new TreeMap<>();
    request
        .getPropertyDependenciesMap()
        .forEach((property, on) -> urns.put(property, Set.copyOf(on.getUrnsList())));
    urns.values().removeIf(Collection::isEmpty);
    return urns;
  }

  /**
   * The outputs that follow from secret inputs: they would differ if those did. What is equal to a
   * secret by chance, as a part of an ARN may be, is none.
   */
  private Set<String> following(
      String urn,
      RegisterResourceRequest request,
      Set<String> marked,
      Map<String, Object> inputs,
      Map<String, Object> outputs) {
    Map<String, Object> others = new TreeMap<>(inputs);
    marked.forEach(secret -> others.computeIfPresent(secret, (name, value) -> another(value)));
    Set<String> following = new TreeSet<>(outputs.keySet());
    following.removeAll(inputs.keySet());
    try {
      Map<String, Object> otherwise = planned(urn, request, others).outputs();
      following.removeIf(name -> outputs.get(name).equals(otherwise.get(name)));
    } catch (InvalidInputsException takesNoOther) {
      // Which of them follow cannot be told, so all are kept.
    }
    return following;
  }

  /** As good a value, with other text; from numbers and flags no output follows. */
  private static Object another(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> others = new TreeMap<>(map);
      others.replaceAll((name, part) -> another(part));
      return others;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Recording::another).toList();
    }
    return value instanceof String text ? text + "x" : value;
  }

  /**
   * The computed outputs over the inputs just as they came, so that a secret stays marked. Pulumi
   * has no mark for an id.
   */
  private static Struct answer(
      Struct given, Map<String, Object> outputs, Set<String> marked, Set<String> secrets) {
    Struct.Builder answer = given.toBuilder();
    outputs.forEach(
        (name, value) -> {
          if (!marked.contains(name)) {
            boolean secret = secrets.contains(name) && !name.equals("id");
            answer.putFields(name, secret ? StructWriter.secret(value) : StructWriter.value(value));
          }
        });
    return answer.build();
  }

  /** Keeps what a component or the stack itself registered at its end. */
  synchronized void registerOutputs(String urn, Struct outputs) {
    StructReader reader = new StructReader();
    Map<String, Object> read = new TreeMap<>(reader.read(outputs));
    GraphResource component = resources.get(urn);
    if (component == null) {
      reader.secrets().forEach(secret -> read.put(secret, GraphResource.REDACTED));
      stackOutputs = read;
    } else {
      resources.put(urn, component.withOutputs(read, reader.secrets()));
    }
  }

  /** Answers a provider function. */
  synchronized Struct invoke(String function) {
    Account account = stack.account();
    Map<String, Map<String, Object>> answers = ProviderFunctions.answers(account, stack.username());
    Map<String, Object> answer = answers.get(function);
    if (answer == null) {
      throw refuse(
          "calls the provider function "
              + function
              + "; it answers "
              + String.join(", ", answers.keySet()));
    }
    return StructWriter.struct(answer);
  }

  /** Notes that the program wants what cannot be done here. */
  synchronized ProgramException refuse(String what) {
    String problem = "the program " + what + ", which the local cloud does not build";
    problems.add(problem);
    return new ProgramException(List.of(problem));
  }

  synchronized void throwProblems() {
    if (!problems.isEmpty()) {
      throw new ProgramException(List.copyOf(problems));
    }
  }

  synchronized ResourceGraph graph() {
    return new ResourceGraph(stack, resources.values(), stackOutputs);
  }
}
