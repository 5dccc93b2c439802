package io.tributary.local;

import io.tributary.local.resource.PlannedResource;
import io.tributary.local.resource.ProviderCall;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The permissions boundaries of a program's roles. Calls that give rights to such a role come with
 * its boundary, which the role's own resource knows and that of a policy of it does not.
 *
 * <p>See docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
final class BoundedRoles {

  private static final Set<String> GIVE_RIGHTS =
      Set.of("iam:AttachRolePolicy", "iam:PutRolePolicy");

  /** By the ARN of the role. */
  private final Map<String, String> boundaries = new HashMap<>();

  /**
   * Those among some resources.
   *
   * @param resources where a role is there twice, as it was and as it is to be, the latter last
   */
  BoundedRoles(Collection<PlannedResource> resources) {
    for (PlannedResource resource : resources) {
      Map<String, Object> outputs = resource.outputs();
      if (outputs.get("permissionsBoundary") instanceof String boundary) {
        boundaries.put((String) outputs.get("arn"), boundary);
      }
    }
  }

  /** The call with the boundary that comes with it. */
  ProviderCall completed(ProviderCall call) {
    String boundary = boundaries.get(call.resource());
    return boundary == null || !GIVE_RIGHTS.contains(call.action())
        ? call
        : call.with(ProviderCall.PERMISSIONS_BOUNDARY, boundary);
  }
}
