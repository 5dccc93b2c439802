package io.tributary.cloud.iam;

import io.tributary.cloud.account.Account;

/**
 * Who makes a request.
 *
 * <p>See docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
public sealed interface Principal {

  /**
   * The ARN by which AWS names this principal in messages and in {@code GetCallerIdentity}; of a
   * service principal its name, as it has no ARN.
   */
  String arn();

  /**
   * The id of the account the principal belongs to; of a service principal the account it acts for.
   */
  String account();

  /**
   * The account itself (its root user): not limited by identity policies.
   *
   * @param arn put together once, for every hop is written down with it
   */
  record Root(String partition, String account, String arn) implements Principal {
    public Root(String partition, String account) {
      this(partition, account, "arn:" + partition + ":iam::" + account + ":root");
    }

    /** The root user of an account. */
    public static Root of(Account account) {
      return new Root(account.partition(), account.id());
    }
  }

  /**
   * An IAM user.
   *
   * @param arn put together once, for every hop is written down with it
   */
  record User(String partition, String account, String name, String arn) implements Principal {
    public User(String partition, String account, String name) {
      this(partition, account, name, "arn:" + partition + ":iam::" + account + ":user/" + name);
    }
  }

  /**
   * A session of a role that was assumed.
   *
   * @param arn put together once, for every hop is written down with it
   */
  record RoleSession(String partition, String account, String role, String session, String arn)
      implements Principal {
    public RoleSession(String partition, String account, String role, String session) {
      this(
          partition,
          account,
          role,
          session,
          "arn:" + partition + ":sts::" + account + ":assumed-role/" + role + "/" + session);
    }

    /** The ARN of the role itself, which {@code aws:PrincipalArn} holds. */
    public String roleArn() {
      return "arn:" + partition + ":iam::" + account + ":role/" + role;
    }
  }

  /**
   * An AWS service acting for one of an account's resources.
   *
   * @param name for example {@code sns.amazonaws.com}
   * @param sourceArn the resource it acts for: a topic, a rule, a pipe
   * @param account the account of that resource
   */
  record Service(String name, String sourceArn, String account) implements Principal {

    /** As whom CloudWatch publishes for an alarm. */
    public static final String CLOUDWATCH = "cloudwatch.amazonaws.com";

    @Override
    public String arn() {
      return name;
    }
  }
}
