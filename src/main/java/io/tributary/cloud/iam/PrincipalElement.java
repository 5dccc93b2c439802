package io.tributary.cloud.iam;

import java.util.List;

/**
 * The {@code Principal} or {@code NotPrincipal} of a statement.
 *
 * <p>See docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html and
 * reference_policies_elements_notprincipal.html
 */
record PrincipalElement(boolean not, List<Entry> entries) {

  /** What an entry names. */
  enum Kind {
    ANYONE,
    /** An account, by its id. */
    ACCOUNT,
    /** A user, role or role session, by its ARN. */
    ARN,
    /** A user or role, by its unique id. */
    UNIQUE_ID,
    SERVICE,
    /** A web identity, SAML or CloudFront user: none of them exists in the local cloud. */
    OUTSIDER
  }

  record Entry(Kind kind, String value) {

    Grant covers(RequestContext context) {
      return switch (kind) {
        case ANYONE -> Grant.DIRECT;
        case ACCOUNT -> coversByAccount(context);
        case ARN -> coversByArn(context);
        case UNIQUE_ID ->
            context.entity() != null && value.equals(context.entity().id())
                ? entityGrant(context)
                : Grant.NONE;
        case SERVICE ->
            context.service() != null && value.equals(context.service().name())
                ? Grant.DIRECT
                : Grant.NONE;
        case OUTSIDER -> Grant.NONE;
      };
    }

    private Grant coversByAccount(RequestContext context) {
      if (context.service() != null || !value.equals(context.principal().account())) {
        return Grant.NONE;
      }
      return context.principal() instanceof Principal.Root ? Grant.DIRECT : Grant.ACCOUNT;
    }

    private Grant coversByArn(RequestContext context) {
      if (value.equals(context.principalArn())) {
        return entityGrant(context);
      }
      return context.principal() instanceof Principal.RoleSession session
              && value.equals(session.arn())
          ? Grant.DIRECT
          : Grant.NONE;
    }

    private static Grant entityGrant(RequestContext context) {
      return context.principal() instanceof Principal.RoleSession ? Grant.ROLE : Grant.DIRECT;
    }
  }

  /** The principals as a person reads them. */
  String written() {
    String all = String.join(" or ", entries.stream().map(Entry::value).toList());
    return not ? "anyone but " + all : all;
  }

  Grant covers(RequestContext context) {
    if (not) {
      return isSpared(context) ? Grant.NONE : Grant.DIRECT;
    }
    Grant best = Grant.NONE;
    for (int i = 0; i < entries.size() && best != Grant.DIRECT; i++) {
      best = best.or(entries.get(i).covers(context));
    }
    return best;
  }

  /**
   * Whether {@code NotPrincipal} leaves the caller out: its account and itself, by ARN or unique
   * id, must be listed, of a role session the role too; a principal with a permissions boundary is
   * never left out.
   */
  private boolean isSpared(RequestContext context) {
    if (context.entity() != null && context.entity().boundary() != null) {
      return false;
    }
    if (lists(Kind.ANYONE, null)) {
      return true;
    }
    if (context.service() != null) {
      return lists(Kind.SERVICE, context.service().name());
    }
    Principal principal = context.principal();
    boolean itself =
        principal instanceof Principal.Root
            || lists(Kind.ARN, context.principalArn())
            || context.entity() != null && lists(Kind.UNIQUE_ID, context.entity().id());
    boolean session =
        !(principal instanceof Principal.RoleSession) || lists(Kind.ARN, principal.arn());
    return lists(Kind.ACCOUNT, principal.account()) && itself && session;
  }

  private boolean lists(Kind kind, String value) {
    for (Entry entry : entries) {
      if (entry.kind() == kind && (value == null || value.equals(entry.value()))) {
        return true;
      }
    }
    return false;
  }
}
