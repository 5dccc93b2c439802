package io.tributary.house;

import io.tributary.local.GraphResource;
import java.util.stream.Stream;

/** Names tell whose they are. */
final class NamePrefix extends Check {

  NamePrefix() {
    super(
        new Rule(
            "name-prefix",
            "Many people share one account: a name without its owner's prefix collides with"
                + " another's, and permissions given by prefix do not cover it.",
            "Make the name with Environment.name or Environment.logGroupName, and set the stack's"
                + " username.",
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html"));
  }

  @Override
  Stream<Finding> findings(Estate estate) {
    String username = estate.stack().username();
    return Named.of(estate)
        .filter(named -> named.kind().ownNamespace())
        .filter(named -> username == null || !named.name().startsWith(named.prefix(username)))
        .map(named -> finding(named, username));
  }

  private Finding finding(Named named, String username) {
    GraphResource resource = named.resource();
    String got = "the " + named.kind().words() + " is named '" + named.name() + "'";
    return username == null
        ? finding(resource, got + ", and the stack names no user", "names that begin with a user's")
        : finding(resource, got, "names that begin with '" + named.prefix(username) + "'");
  }
}
