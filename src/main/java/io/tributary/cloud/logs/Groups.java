package io.tributary.cloud.logs;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.iam.AccessRequest;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Decision;
import io.tributary.cloud.iam.Iam;
import io.tributary.cloud.time.EventLoop;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The log groups of the account, their ARNs, and who may do what to them. */
final class Groups {

  private final EventLoop loop;
  private final Account account;
  private final Iam iam;
  private final NavigableMap<String, LogGroup> byName = new TreeMap<>();

  Groups(EventLoop loop, Account account, Iam iam) {
    this.loop = loop;
    this.account = account;
    this.iam = iam;
  }

  NavigableMap<String, LogGroup> byName() {
    return byName;
  }

  String arn(String name) {
    return account.arn("logs", "log-group:" + name);
  }

  /** The name in a group's ARN, which may end in {@code :*}; a name is taken as it is. */
  String name(String nameOrArn) {
    String prefix = arn("");
    if (!nameOrArn.startsWith(prefix)) {
      return nameOrArn;
    }
    String name = nameOrArn.substring(prefix.length());
    return name.endsWith(":*") ? name.substring(0, name.length() - 2) : name;
  }

  /** The name in a request that names its group by a name or by an identifier. */
  String name(String name, String identifier) {
    if (name != null && identifier != null) {
      throw LogsErrors.invalid("Specify either logGroupName or logGroupIdentifier, not both.");
    }
    return name(Limits.required(name != null ? name : identifier, "logGroupName"));
  }

  /** A group, without the events that its retention ended; AWS's error when there is none. */
  LogGroup require(String name) {
    LogGroup group = byName.get(name);
    if (group == null) {
      throw LogsErrors.notFound("The specified log group does not exist.");
    }
    group.expire(loop.millis());
    return group;
  }

  LogStream requireStream(LogGroup group, String stream) {
    LogStream found = group.streams().get(Limits.required(stream, "logStreamName"));
    if (found == null) {
      throw LogsErrors.notFound("The specified log stream does not exist.");
    }
    return found;
  }

  /**
   * Refuses a caller who may not do this to a group; the empty name stands for all of them. AWS
   * asks for such an ARN with an empty stream, as its messages of denial show.
   */
  void requireAllowed(Caller caller, String action, String group) {
    requireAllowed(caller, action, group, Map.of());
  }

  /** The same, with the request's own condition keys. */
  void requireAllowed(
      Caller caller, String action, String group, Map<String, List<String>> context) {
    requireAllowedOn(caller, action, arn(group) + ":log-stream:", context);
  }

  void requireAllowedOn(Caller caller, String action, String resource) {
    requireAllowedOn(caller, action, resource, Map.of());
  }

  void requireAllowedOn(
      Caller caller, String action, String resource, Map<String, List<String>> context) {
    Decision decision =
        iam.decide(new AccessRequest(caller, "logs:" + action, resource, context), null);
    if (!decision.allowed()) {
      throw LogsErrors.denied(decision);
    }
  }
}
