package io.tributary.cloud.iam;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.time.EventLoop;
import java.util.SortedMap;
import java.util.TreeMap;

/** The users, roles and managed policies that exist in the account. */
final class Identities {

  private static final String ID_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private final EventLoop loop;
  private final Account account;
  private final SortedMap<String, IamUser> users = new TreeMap<>();
  private final SortedMap<String, IamRole> roles = new TreeMap<>();
  private final SortedMap<String, ManagedPolicy> policies = new TreeMap<>();

  Identities(EventLoop loop, Account account) {
    this.loop = loop;
    this.account = account;
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

  IamUser addUser(String name) {
    IamUser user = new IamUser(name, userArn(name), newId("AIDA"), loop.now());
    users.put(name, user);
    return user;
  }

  IamRole addRole(String path, String name, PolicyDocument trust) {
    IamRole role = new IamRole(name, roleArn(path, name), newId("AROA"), path, loop.now());
    role.trust(trust);
    roles.put(name, role);
    return role;
  }

  String userArn(String name) {
    return account.globalArn("iam", "user/" + name);
  }

  String roleArn(String path, String name) {
    return account.globalArn("iam", "role" + path + name);
  }

  /** An id as AWS forms them: four letters of its kind, then 17 of chance. */
  String newId(String prefix) {
    StringBuilder id = new StringBuilder(prefix);
    for (int i = 0; i < 17; i++) {
      id.append(ID_LETTERS.charAt(loop.random().nextInt(ID_LETTERS.length())));
    }
    return id.toString();
  }
}
