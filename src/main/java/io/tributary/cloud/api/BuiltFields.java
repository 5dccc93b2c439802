package io.tributary.cloud.api;

import java.util.List;
import java.util.Set;
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

  private static boolean isSet(Object value) {
    return value != null
        && !(value instanceof SdkAutoConstructList)
        && !(value instanceof SdkAutoConstructMap);
  }
}
