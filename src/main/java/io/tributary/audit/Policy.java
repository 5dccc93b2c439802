package io.tributary.audit;

import io.tributary.cloud.iam.PolicyDocument;
import io.tributary.cloud.iam.PolicyElements;
import java.util.List;
import java.util.stream.Stream;

/**
 * A policy that a program sets.
 *
 * @param title as IAM's decisions name it, for example {@code queue policy of arn:aws:sqs:...}
 * @param urn the resource that sets it
 * @param input the input that holds it
 * @param json the document as it was set
 */
record Policy(String title, String urn, String input, Kind kind, String json) {

  /** What kind of document it is. */
  enum Kind {
    /** At a resource: names principals and resources. */
    RESOURCE,
    /** At a role, saying who may assume it. */
    TRUST,
    /** At a role, saying what it may do. */
    IDENTITY,
    /** At a dead-letter queue, saying which queues may name it as theirs. */
    REDRIVE_ALLOW;

    static Kind of(PolicyDocument.Kind kind) {
      return switch (kind) {
        case RESOURCE -> RESOURCE;
        case TRUST -> TRUST;
        case IDENTITY -> IDENTITY;
      };
    }
  }

  /** The actions that it names; who may redrive is said without one, and is SQS's to ask. */
  List<String> actions() {
    return kind == Kind.REDRIVE_ALLOW
        ? List.of("sqs:StartMessageMoveTask")
        : PolicyElements.of(Json.object(json).path("Statement")).stream()
            .flatMap(statement -> Stream.of(statement.path("Action"), statement.path("NotAction")))
            .flatMap(named -> PolicyElements.texts(named).stream())
            .toList();
  }

  /** What can be taken away from it, piece by piece. */
  List<Grant> grants() {
    return kind == Kind.REDRIVE_ALLOW
        ? RedriveAllowGrants.of(this)
        : new StatementGrants(this).all();
  }
}
