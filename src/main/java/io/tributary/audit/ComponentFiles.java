package io.tributary.audit;

import io.tributary.local.GraphResource;
import io.tributary.local.ResourceGraph;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The source files of components, which carry the name of their type. */
final class ComponentFiles {

  private static final String TYPE = "tributary:component:";

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

  /** The file of the component that makes a resource; null if it is not in the checkout. */
  String of(String urn) {
    return Optional.ofNullable(graph.resource(urn).parent())
        .map(parent -> graph.resource(parent).type())
        .filter(type -> type.startsWith(TYPE))
        .map(type -> "src/main/java/io/tributary/component/" + type.substring(TYPE.length()))
        .map(path -> path + ".java")
        .filter(path -> Files.exists(checkout.resolve(path)))
        .orElse(null);
  }

  /** The file of the component that makes what an ARN names, or what that lies in. */
  String ofArn(String arn) {
    return graph.resources().stream()
        .filter(resource -> isOf(resource, arn))
        .findFirst()
        .map(GraphResource::urn)
        .map(this::of)
        .orElse(null);
  }

  private static boolean isOf(GraphResource resource, String arn) {
    return resource.outputs().get("arn") instanceof String own
        && (arn.equals(own) || arn.startsWith(own + ":"))
        && !resource.inputs().containsValue(own);
  }
}
