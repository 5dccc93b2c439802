package io.tributary.audit;

import io.tributary.local.GraphResource;
import io.tributary.local.ResourceGraph;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The source files of components, which carry the name of their type. */
final class ComponentFiles {

  private static final String TYPE = "tributary:component:";
  private static final String SOURCES = "src/main/java/";
  private static final Pattern POLICY_WRITER =
      Pattern.compile("import (io\\.tributary\\.iam\\.[A-Z]\\w*)[.\\w]*;");

  /** The service of an action in a source, with its colon. */
  private static final Pattern NAMED = Pattern.compile("\"([a-z0-9-]+:)[A-Z*]");

  private final ResourceGraph graph;
  private final Path checkout;

  /**
   * The files of a checkout.
   *
   * @param checkout its root
   */
  ComponentFiles(ResourceGraph graph, Path checkout) {
    this.graph = graph;
    this.checkout = checkout;
  }

  /**
   * The components that make a resource, the outermost first, each with its own name, in a line:
   * which of several has to be given something else; empty if none makes it.
   */
  Optional<String> instance(String urn) {
    List<String> chain =
        Stream.iterate(graph.resource(urn).parent(), Objects::nonNull, this::parent)
            .map(graph::resource)
            .filter(resource -> resource.type().startsWith(TYPE))
            .map(it -> it.type().substring(TYPE.length()) + " '" + it.name() + "'")
            .collect(Collectors.toCollection(ArrayList::new));
    Collections.reverse(chain);
    return chain.isEmpty()
        ? Optional.empty()
        : Optional.of("made as part of: " + String.join(" > ", chain));
  }

  private String parent(String urn) {
    return graph.resource(urn).parent();
  }

  /** The file of the component that makes a resource; null if it is not in the checkout. */
  String of(String urn) {
    return Optional.ofNullable(graph.resource(urn).parent())
        .map(parent -> graph.resource(parent).type())
        .filter(type -> type.startsWith(TYPE))
        .map(type -> SOURCES + "io/tributary/component/" + type.substring(TYPE.length()))
        .map(path -> path + ".java")
        .filter(path -> Files.exists(checkout.resolve(path)))
        .orElse(null);
  }

  /**
   * The URN of a policy that a component sets; empty if the component's file is not in the
   * checkout, or the program sets no such policy.
   *
   * @param name as IAM's decisions name it; null for none
   */
  Optional<String> ofPolicy(String name) {
    return Optional.ofNullable(name)
        .flatMap(it -> Policies.named(graph, it))
        .map(Policy::urn)
        .filter(urn -> of(urn) != null);
  }

  /**
   * The files of what a component imports to write policies with, as far as they name actions of a
   * service, a line each: where a policy of it may be written, which the imports do not prove.
   *
   * @param file the component's; null if it is not known
   * @param actions of the policy; each stands for its service, {@code *} for all services
   */
  List<String> whereWritten(String file, Collection<String> actions) {
    return file == null
        ? List.of()
        : POLICY_WRITER
            .matcher(text(file))
            .results()
            .map(found -> SOURCES + found.group(1).replace('.', '/') + ".java")
            .distinct()
            .filter(writer -> Files.exists(checkout.resolve(writer)))
            .filter(writer -> namesOneOf(text(writer), actions))
            .map(writer -> "policy may be written in: " + writer)
            .toList();
  }

  private static boolean namesOneOf(String source, Collection<String> actions) {
    return NAMED
        .matcher(source)
        .results()
        .map(found -> found.group(1))
        .anyMatch(
            service ->
                actions.stream()
                    .anyMatch(action -> action.equals("*") || action.startsWith(service)));
  }

  private String text(String file) {
    try {
      return Files.readString(checkout.resolve(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The URN of what an ARN names, or of what that lies in; empty if the program makes neither. */
  Optional<String> ofArn(String arn) {
    return graph.resources().stream()
        .filter(resource -> isOf(resource, arn))
        .findFirst()
        .map(GraphResource::urn);
  }

  private static boolean isOf(GraphResource resource, String arn) {
    return resource.outputs().get("arn") instanceof String own
        && (arn.equals(own) || arn.startsWith(own + ":"))
        && !resource.inputs().containsValue(own);
  }
}
