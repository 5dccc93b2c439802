package io.tributary.local.resource;

import io.tributary.cloud.account.Account;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Every resource type that the local cloud builds. */
public final class ResourceTypes {

  private static final SortedMap<String, ResourceType<?>> BY_TOKEN = new TreeMap<>();

  static {
    List.of(
            new QueueType(),
            QueueAttributeType.policy(),
            QueueAttributeType.redrive(),
            QueueAttributeType.redriveAllow(),
            new TopicType(),
            new TopicPolicyType(),
            new TopicSubscriptionType(),
            new EventBusType(),
            new EventRuleType(),
            new EventTargetType(),
            new PipeType(),
            new LogGroupType(),
            new LogResourcePolicyType(),
            new RoleType(),
            new RolePolicyType(),
            new PolicyType(),
            new RolePolicyAttachmentType(),
            new MetricAlarmType(),
            new DashboardType())
        .forEach(type -> BY_TOKEN.put(type.token(), type));
  }

  private ResourceTypes() {}

  /**
   * A resource, ready to be made.
   *
   * @param inputs as the program sets them; null values count as not set
   * @throws InvalidInputsException if the local cloud does not build the type or an input of it
   */
  public static PlannedResource plan(
      String type, String urn, String name, Map<String, Object> inputs, Account account) {
    ResourceType<?> known = BY_TOKEN.get(type);
    if (known == null) {
      throw new InvalidInputsException(
          List.of(
              "the local cloud does not build resources of type "
                  + type
                  + ", as \""
                  + name
                  + "\" is; it builds "
                  + String.join(", ", BY_TOKEN.keySet())));
    }
    return known.planned(new Identity(urn, name, account), inputs);
  }
}
