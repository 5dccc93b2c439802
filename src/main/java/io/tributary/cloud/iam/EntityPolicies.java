package io.tributary.cloud.iam;

import java.util.List;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;

/** The inline and attached policies of users and roles, which both kinds keep alike. */
final class EntityPolicies {

  private static final int POLICY_NAME_MAX = 128;

  /** Managed policies at one user or role; AWS's default quota. */
  private static final int ATTACHED_MAX = 10;

  /** Characters of all inline policies together, white space not counted. */
  private static final int USER_INLINE_MAX = 2_048;

  private static final int ROLE_INLINE_MAX = 10_240;

  private EntityPolicies() {}

  static void put(IamEntity entity, String name, String json) {
    IamRules.name("policyName", name, POLICY_NAME_MAX);
    PolicyDocument document = IamRules.document(json, PolicyDocument.Kind.IDENTITY);
    int size = IamRules.size(document);
    for (String other : entity.inline().keySet()) {
      size += other.equals(name) ? 0 : IamRules.size(entity.inline().get(other));
    }
    int max = entity instanceof IamRole ? ROLE_INLINE_MAX : USER_INLINE_MAX;
    if (size > max) {
      throw IamErrors.limit(
          "Maximum policy size of "
              + max
              + " bytes exceeded for "
              + entity.noun()
              + " "
              + entity.name());
    }
    entity.inline().put(name, document);
    entity.policiesChanged();
  }

  static PolicyDocument get(IamEntity entity, String name) {
    IamRules.name("policyName", name, POLICY_NAME_MAX);
    PolicyDocument document = entity.inline().get(name);
    if (document == null) {
      throw IamErrors.noSuchEntity(
          "The " + entity.noun() + " policy with name " + name + " cannot be found.");
    }
    return document;
  }

  static void delete(IamEntity entity, String name) {
    get(entity, name);
    entity.inline().remove(name);
    entity.policiesChanged();
  }

  /** Attaching what is attached already changes nothing. */
  static void attach(IamEntity entity, ManagedPolicy policy) {
    boolean more = !entity.attached().containsKey(policy.arn());
    if (more && entity.attached().size() == ATTACHED_MAX) {
      throw IamErrors.limit(
          "Cannot exceed quota for PoliciesPer"
              + (entity instanceof IamRole ? "Role" : "User")
              + ": "
              + ATTACHED_MAX);
    }
    entity.attached().put(policy.arn(), policy);
    entity.policiesChanged();
  }

  static void detach(IamEntity entity, String arn) {
    if (entity.attached().remove(arn) == null) {
      throw IamErrors.noSuchEntity("Policy " + arn + " was not found.");
    }
    entity.policiesChanged();
  }

  static List<AttachedPolicy> attached(IamEntity entity) {
    return entity.attached().values().stream()
        .map(
            policy ->
                AttachedPolicy.builder().policyName(policy.name()).policyArn(policy.arn()).build())
        .toList();
  }

  /** An entity must lose its policies before it is deleted. */
  static void requireNone(IamEntity entity) {
    if (!entity.inline().isEmpty()) {
      throw IamErrors.deleteConflict("Cannot delete entity, must delete policies first.");
    }
    if (!entity.attached().isEmpty()) {
      throw IamErrors.deleteConflict("Cannot delete entity, must detach all policies first.");
    }
  }
}
