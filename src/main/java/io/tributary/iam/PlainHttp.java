package io.tributary.iam;

import static software.amazon.awssdk.policybuilder.iam.IamConditionOperator.BOOL;

import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPrincipal;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/** The statement that keeps requests without TLS out, whoever sends them. */
final class PlainHttp {

  private PlainHttp() {}

  static IamStatement deny(String actions, Arn resource) {
    return IamStatement.builder()
        .sid("DenyPlainHttp")
        .effect(IamEffect.DENY)
        .addPrincipal(IamPrincipal.ALL)
        .addAction(actions)
        .addResource(resource.toString())
        .addCondition(BOOL, "aws:SecureTransport", "false")
        .build();
  }
}
