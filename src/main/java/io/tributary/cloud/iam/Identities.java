package io.tributary.cloud.iam;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.time.EventLoop;
import java.time.Instant;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The users, roles and managed policies that exist in the account. */
final class Identities {

  private final EventLoop loop;
  private final Account account;
  private final UniqueIds ids;
  private final SortedMap<String, IamUser> users = new TreeMap<>();
  private final SortedMap<String, IamRole> roles = new TreeMap<>();
  private final SortedMap<String, ManagedPolicy> policies = new TreeMap<>();

  /** {@code role/NAME} and the like, of which no two may differ in case alone. */
  private final Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  Identities(EventLoop loop, Account account) {
    this.loop = loop;
    this.account = account;
    this.ids = new UniqueIds(loop.random());
  }

  /** By name. */
  SortedMap<String, IamUser> users() {
    return users;
  }

  /** By name. */
  SortedMap<String, IamRole> roles() {
    return roles;
  }

  /** By ARN. */
  SortedMap<String, ManagedPolicy> policies() {
    return policies;
  }

  /** The role of this ARN; null when there is none. */
  IamRole roleOfArn(String arn) {
    IamRole role = roles.get(arn.substring(arn.lastIndexOf('/') + 1));
    return role != null && role.arn().equals(arn) ? role : null;
  }

  /**
   * Whether a name is taken, if only in other letter case.
   *
   * @param noun {@code user}, {@code role} or {@code policy}
   */
  boolean isTaken(String noun, String name) {
    return names.contains(noun + "/" + name);
  }

  IamUser addUser(String name) {
    IamUser user = new IamUser(name, userArn(name), ids.entity("AIDA"), loop.now());
    users.put(name, user);
    names.add("user/" + name);
    return user;
  }

  void remove(IamUser user) {
    users.remove(user.name());
    names.remove("user/" + user.name());
  }

  IamRole addRole(String path, String name, PolicyDocument trust) {
    IamRole role = new IamRole(name, roleArn(path, name), ids.entity("AROA"), path, loop.now());
    role.trust(trust);
    roles.put(name, role);
    names.add("role/" + name);
    return role;
  }

  void remove(IamRole role) {
    roles.remove(role.name());
    names.remove("role/" + role.name());
  }

  ManagedPolicy addPolicy(String path, String name, String description, PolicyDocument document) {
    ManagedPolicy policy =
        new ManagedPolicy(
            name, policyArn(path, name), ids.entity("ANPA"), path, description, loop.now());
    policy.putInForce(policy.add(document, loop.now()));
    policies.put(policy.arn(), policy);
    names.add("policy/" + name);
    return policy;
  }

  void remove(ManagedPolicy policy) {
    policies.remove(policy.arn());
    names.remove("policy/" + policy.name());
  }

  /** Makes a version of a managed policy count, wherever the policy is attached. */
  void putInForce(ManagedPolicy policy, int version) {
    policy.putInForce(version);
    entities()
        .filter(entity -> entity.attached().containsKey(policy.arn()))
        .forEach(IamEntity::policiesChanged);
  }

  int attachments(ManagedPolicy policy) {
    return (int) entities().filter(entity -> entity.attached().containsKey(policy.arn())).count();
  }

  int boundaryUses(ManagedPolicy policy) {
    return (int) entities().filter(entity -> entity.boundaryPolicy() == policy).count();
  }

  private Stream<IamEntity> entities() {
    return Stream.concat(users.values().stream(), roles.values().stream());
  }

  /**
   * Whether the user, role or session that an ARN names can exist: what belongs to another account
   * is taken for granted.
   */
  boolean exists(String arn) {
    String[] segments = arn.split(":", 6);
    if (!segments[4].equals(account.id())) {
      return true;
    }
    if (segments[5].startsWith("assumed-role/")) {
      return roles.containsKey(segments[5].split("/")[1]);
    }
    return segments[5].startsWith("federated-user/")
        || entities().anyMatch(entity -> entity.arn().equals(arn));
  }

  Principal.User principal(IamUser user) {
    return new Principal.User(account.partition(), account.id(), user.name());
  }

  Instant now() {
    return loop.now();
  }

  String policyArn(String path, String name) {
    return account.globalArn("iam", "policy" + path + name);
  }

  String userArn(String name) {
    return account.globalArn("iam", "user/" + name);
  }

  String roleArn(String path, String name) {
    return account.globalArn("iam", "role" + path + name);
  }
}
