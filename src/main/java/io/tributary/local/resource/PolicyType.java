package io.tributary.local.resource;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.iam.model.PolicyVersion;

/** A managed policy; www.pulumi.com/registry/packages/aws/api-docs/iam/policy */
final class PolicyType extends ResourceType<PolicyType.Inputs> {

  /**
   * AWS keeps so many versions; docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
   */
  private static final int MAX_VERSIONS = 5;

  record Inputs(String name, String policy, String description) {}

  PolicyType() {
    super("aws:iam/policy:Policy", Inputs.class);
  }

  @Override
  Map<String, Object> computed(Inputs policy, Identity identity) {
    String arn = identity.account().globalArn("iam", "policy/" + policy.name());
    return Map.of("id", arn, "arn", arn, "path", "/");
  }

  @Override
  CompletableFuture<?> create(Inputs policy, DeployerClients aws) {
    return aws.iam()
        .createPolicy(
            request ->
                request
                    .policyName(policy.name())
                    .policyDocument(policy.policy())
                    .description(policy.description()));
  }

  @Override
  CompletableFuture<?> update(Inputs before, Inputs after, DeployerClients aws) {
    String arn = arn(after, aws);
    return Objects.equals(before.policy(), after.policy())
        ? CompletableFuture.completedFuture(null)
        : aws.iam()
            .listPolicyVersions(request -> request.policyArn(arn))
            .thenCompose(found -> makeRoom(arn, found.versions(), aws))
            .thenCompose(
                done ->
                    aws.iam()
                        .createPolicyVersion(
                            it ->
                                it.policyArn(arn)
                                    .policyDocument(after.policy())
                                    .setAsDefault(true)));
  }

  private static CompletableFuture<?> makeRoom(
      String arn, List<PolicyVersion> versions, DeployerClients aws) {
    if (versions.size() < MAX_VERSIONS) {
      return CompletableFuture.completedFuture(null);
    }
    return deleteVersion(arn, oldVersions(versions).get(0), aws);
  }

  private static List<String> oldVersions(List<PolicyVersion> versions) {
    return versions.stream()
        .filter(version -> !version.isDefaultVersion())
        .map(PolicyVersion::versionId)
        .sorted(java.util.Comparator.comparingInt(id -> Integer.parseInt(id.substring(1))))
        .toList();
  }

  private static CompletableFuture<?> deleteVersion(
      String arn, String version, DeployerClients aws) {
    return aws.iam().deletePolicyVersion(it -> it.policyArn(arn).versionId(version));
  }

  /** AWS deletes a policy only when no version but the default one is left. */
  @Override
  CompletableFuture<?> delete(Inputs policy, DeployerClients aws) {
    String arn = arn(policy, aws);
    return aws.iam()
        .listPolicyVersions(request -> request.policyArn(arn))
        .thenCompose(
            found -> {
              CompletableFuture<?> all = CompletableFuture.completedFuture(null);
              for (String version : oldVersions(found.versions())) {
                all = all.thenCompose(done -> deleteVersion(arn, version, aws));
              }
              return all;
            })
        .thenCompose(done -> aws.iam().deletePolicy(request -> request.policyArn(arn)));
  }

  private static String arn(Inputs policy, DeployerClients aws) {
    return aws.cloud().account().globalArn("iam", "policy/" + policy.name());
  }

  /** iam/policy.go */
  @Override
  List<ProviderCall> calls(Inputs policy, Identity identity) {
    String arn = identity.account().globalArn("iam", "policy/" + policy.name());
    return ProviderCall.all(
        ProviderCall.reads(arn, "iam:GetPolicy", "iam:GetPolicyVersion"),
        ProviderCall.writes(
            arn,
            "iam:CreatePolicy",
            "iam:CreatePolicyVersion",
            "iam:ListPolicyVersions",
            "iam:DeletePolicyVersion",
            "iam:DeletePolicy"));
  }

  @Override
  Set<String> replacedWith() {
    return Set.of("name", "description");
  }
}
