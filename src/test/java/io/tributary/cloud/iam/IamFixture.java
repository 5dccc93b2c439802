package io.tributary.cloud.iam;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.account.Quota;
import io.tributary.cloud.time.VirtualTime;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.iam.IamAsyncClient;
import software.amazon.awssdk.services.iam.model.Role;

/** The IAM of an account, as its root user calls it. */
abstract class IamFixture {

  static final String TRUST =
      "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\","
          + "\"Principal\":{\"Service\":\"pipes.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}}";
  static final String SEND =
      "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\","
          + "\"Action\":\"sqs:SendMessage\",\"Resource\":\"*\"}}";
  static final String RECEIVE = SEND.replace("SendMessage", "ReceiveMessage");
  static final String QUEUE = "arn:aws:sqs:eu-west-1:111122223333:q";

  final VirtualTime time = new VirtualTime(Instant.parse("2025-01-15T12:00:00Z"), 1);
  final Account account = new Account("111122223333", "eu-west-1").with(Quota.ROLES, 2);
  final Iam iam = new Iam(time, account);
  final IamService service = new IamService(time, account, iam);
  final IamAsyncClient root = service.client(Caller.of(new Principal.Root("aws", "111122223333")));
  final Principal.User jane = new Principal.User("aws", "111122223333", "jane");

  <T> T await(CompletableFuture<T> future) {
    return time.await(future);
  }

  Role createRole(String name) {
    return await(root.createRole(role -> role.roleName(name).assumeRolePolicyDocument(TRUST)))
        .role();
  }

  String createPolicy(String name, String document) {
    return await(root.createPolicy(policy -> policy.policyName(name).policyDocument(document)))
        .policy()
        .arn();
  }

  boolean may(String action) {
    return may(jane, action);
  }

  boolean may(Principal principal, String action) {
    return iam.decide(new AccessRequest(Caller.of(principal), action, QUEUE), null).allowed();
  }
}
