package io.tributary.cloud.api;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

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
   * Why a request cannot be served, in words; empty when it sets nothing that would be ignored.
   *
   * @param what the request is about, for example {@code a target}
   */
  public static Optional<String> refusal(SdkPojo request, String what, Set<String> built) {
    List<String> unbuilt = unbuilt(request, built);
    return unbuilt.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "The local cloud does not build "
                + String.join(", ", unbuilt)
                + " of "
                + what
                + "; it builds "
                + String.join(", ", new TreeSet<>(built))
                + ".");
  }

  private static boolean isSet(Object value) {
    return value != null
        && !(value instanceof SdkAutoConstructList)
        && !(value instanceof SdkAutoConstructMap);
  }
}
