package io.tributary.cloud.iam;

import io.tributary.cloud.api.Page;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.iam.model.CreatePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsResponse;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.SetDefaultPolicyVersionRequest;

/** The operations on customer managed policies. */
final class PolicyOperations extends IamOperations {

  private static final int POLICY_NAME_MAX = 128;

  /** Characters, white space not counted. */
  private static final int SIZE_MAX = 6_144;

  private static final int VERSIONS_MAX = 5;

  PolicyOperations(Iam iam, Caller caller) {
    super(iam, caller);
  }

  Policy create(CreatePolicyRequest request) {
    String name = IamRules.name("policyName", request.policyName(), POLICY_NAME_MAX);
    String path = IamRules.path(request.path());
    if (request.hasTags() && !request.tags().isEmpty()) {
      throw new UnsupportedOperationException(
          "iam:CreatePolicy with Tags: the local cloud keeps no tags of managed policies");
    }
    String description = description(request.description());
    PolicyDocument document = document(request.policyDocument());
    String arn = identities().policyArn(path, name);
    require("iam:CreatePolicy", arn);
    if (identities().isTaken("policy", name)) {
      throw IamErrors.exists(
          "A policy called " + name + " already exists. Duplicate names are not allowed.");
    }
    return described(identities().addPolicy(path, name, description, document));
  }

  private static PolicyDocument document(String json) {
    PolicyDocument document = IamRules.document(json, PolicyDocument.Kind.IDENTITY);
    if (!document.version().equals(PolicyReader.NEWEST_VERSION)) {
      throw IamErrors.malformedPolicy("Policy document must be version 2012-10-17 or greater.");
    }
    if (IamRules.size(document) > SIZE_MAX) {
      throw IamErrors.limit("Cannot exceed quota for PolicySize: " + SIZE_MAX);
    }
    return document;
  }

  private ManagedPolicy policy(String action, String arn) {
    require(action, IamRules.policyArn("policyArn", arn));
    ManagedPolicy policy = identities().policies().get(arn);
    if (policy == null) {
      throw IamErrors.noSuchEntity("Policy " + arn + " was not found." + hintOfAws(arn));
    }
    return policy;
  }

  Policy get(GetPolicyRequest request) {
    return described(policy("iam:GetPolicy", request.policyArn()));
  }

  void delete(DeletePolicyRequest request) {
    ManagedPolicy policy = policy("iam:DeletePolicy", request.policyArn());
    if (identities().attachments(policy) > 0 || identities().boundaryUses(policy) > 0) {
      throw IamErrors.deleteConflict("Cannot delete a policy attached to entities.");
    }
    if (policy.versions().size() > 1) {
      throw IamErrors.deleteConflict(
          "This policy has more than one version. Before you delete a policy, you must delete the"
              + " policy's versions. The default version is deleted with the policy.");
    }
    identities().remove(policy);
  }

  PolicyVersion createVersion(CreatePolicyVersionRequest request) {
    PolicyDocument document = document(request.policyDocument());
    ManagedPolicy policy = policy("iam:CreatePolicyVersion", request.policyArn());
    if (policy.versions().size() >= VERSIONS_MAX) {
      throw IamErrors.limit(
          "A managed policy can have up to "
              + VERSIONS_MAX
              + " versions. Before you create a new version, you must delete an existing version.");
    }
    int number = policy.add(document, identities().now());
    if (Boolean.TRUE.equals(request.setAsDefault())) {
      identities().putInForce(policy, number);
    }
    return listed(policy, number);
  }

  PolicyVersion getVersion(GetPolicyVersionRequest request) {
    ManagedPolicy policy = policy("iam:GetPolicyVersion", request.policyArn());
    return described(policy, number(policy, request.versionId()));
  }

  ListPolicyVersionsResponse listVersions(ListPolicyVersionsRequest request) {
    ManagedPolicy policy = policy("iam:ListPolicyVersions", request.policyArn());
    Page<Integer> page =
        page(
            policy.versions().keySet(),
            PolicyOperations::newestFirst,
            request.maxItems(),
            request.marker());
    return ListPolicyVersionsResponse.builder()
        .versions(page.items().stream().map(number -> listed(policy, number)).toList())
        .isTruncated(page.truncated())
        .marker(page.nextToken())
        .build();
  }

  /** Of another version another text; that of a newer one comes first. */
  private static String newestFirst(int version) {
    return String.format(Locale.ROOT, "%010d", Integer.MAX_VALUE - version);
  }

  /** Lists tell no documents. */
  private static PolicyVersion listed(ManagedPolicy policy, int number) {
    return described(policy, number).toBuilder().document(null).build();
  }

  void deleteVersion(DeletePolicyVersionRequest request) {
    ManagedPolicy policy = policy("iam:DeletePolicyVersion", request.policyArn());
    int number = number(policy, request.versionId());
    if (number == policy.inForce()) {
      throw IamErrors.deleteConflict("Cannot delete the default version of a policy.");
    }
    policy.versions().remove(number);
  }

  void setDefaultVersion(SetDefaultPolicyVersionRequest request) {
    ManagedPolicy policy = policy("iam:SetDefaultPolicyVersion", request.policyArn());
    identities().putInForce(policy, number(policy, request.versionId()));
  }

  private static int number(ManagedPolicy policy, String versionId) {
    for (Map.Entry<Integer, ManagedPolicy.Version> version : policy.versions().entrySet()) {
      if (("v" + version.getKey()).equals(versionId)) {
        return version.getKey();
      }
    }
    throw IamErrors.noSuchEntity(
        "Policy "
            + policy.arn()
            + " version "
            + versionId
            + " does not exist or is not attachable.");
  }

  private Policy described(ManagedPolicy policy) {
    return Policy.builder()
        .policyName(policy.name())
        .policyId(policy.id())
        .arn(policy.arn())
        .path(policy.path())
        .defaultVersionId("v" + policy.inForce())
        .attachmentCount(identities().attachments(policy))
        .permissionsBoundaryUsageCount(identities().boundaryUses(policy))
        .isAttachable(true)
        .description(policy.description())
        .createDate(policy.created())
        .updateDate(policy.versions().get(policy.versions().lastKey()).created())
        .build();
  }

  private static PolicyVersion described(ManagedPolicy policy, int number) {
    return PolicyVersion.builder()
        .versionId("v" + number)
        .isDefaultVersion(number == policy.inForce())
        .createDate(policy.versions().get(number).created())
        .document(encoded(policy.versions().get(number).document()))
        .build();
  }
}
