package io.tributary.cloud.api;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkPojo;

/** Finds the fields of a request that the local cloud would otherwise ignore. */
public final class BuiltFields {

  private BuiltFields() {}

  /**
   * The fields that the request sets although they are not built, by AWS's names, in AWS's order.
   *
   * @param built the names of the fields that are built
   */
  public static List<String> unbuilt(SdkPojo request, Set<String> built) {
    return request.sdkFields().stream()
        .filter(field -> !built.contains(field.memberName()))
        .filter(field -> isSet(field.getValueOrDefault(request)))
        .map(field -> field.memberName())
        .toList();
  }

  /**
   * Refuses a request that sets what the local cloud would ignore.
   *
   * @param what the request is about, for example {@code a target}
   * @param refusal what the service answers, given the reason
   */
  public static void require(
      SdkPojo request,
      String what,
      Set<String> built,
      Function<String, ? extends RuntimeException> refusal) {
    List<String> unbuilt = unbuilt(request, built);
    if (!unbuilt.isEmpty()) {
      throw refusal.apply(
          "The local cloud does not build "
              + String.join(", ", unbuilt)
              + " of "
              + what
              + "; it builds "
              + String.join(", ", new TreeSet<>(built))
              + ".");
    }
  }

  private static boolean isSet(Object value) {
    if (value instanceof Collection<?> list) {
      return !list.isEmpty();
    }
    return value instanceof Map<?, ?> map ? !map.isEmpty() : value != null;
  }
}
