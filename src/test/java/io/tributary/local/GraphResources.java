package io.tributary.local;

import java.util.Map;
import java.util.Set;

/** Resources that no program has made. */
public final class GraphResources {

  private GraphResources() {}

  /** One of which only what it put out matters. */
  public static GraphResource of(String type, String name, Map<String, Object> outputs) {
    return of(type, name, Map.of(), outputs);
  }

  /** One that is to be made with these inputs. */
  public static GraphResource asked(String type, String name, Map<String, Object> inputs) {
    return of(type, name, inputs, Map.of());
  }

  private static GraphResource of(
      String type, String name, Map<String, Object> inputs, Map<String, Object> outputs) {
    return new GraphResource(
        "urn:pulumi:dev::purchase-events::" + type + "::" + name,
        type,
        name,
        null,
        true,
        Set.of(),
        Map.of(),
        Set.of(),
        inputs,
        outputs,
        Set.of(),
        false);
  }
}
