package io.tributary.cloud.sqs;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.iam.AccessRequest;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Decision;
import io.tributary.cloud.iam.Iam;
import io.tributary.cloud.iam.Principal;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Asks IAM before anything is done, with the queue's own policy. */
final class Access {

  private static final Consumer<Decision> NOT_WRITTEN_DOWN = decision -> {};

  private final Account account;
  private final Iam iam;

  Access(Account account, Iam iam) {
    this.account = account;
    this.iam = iam;
  }

  /**
   * Fails unless the caller may do this to the queue.
   *
   * @param action for example {@code sqs:SendMessage}
   */
  void require(Caller caller, String action, Queue queue) {
    require(caller, action, queue, NOT_WRITTEN_DOWN);
  }

  /** The same, telling of a denial before failing, so that it is written down. */
  void require(Caller caller, String action, Queue queue, Consumer<Decision> onDenial) {
    require(new AccessRequest(caller, action, queue.arn()), queue, onDenial);
  }

  private void require(AccessRequest request, Queue queue, Consumer<Decision> onDenial) {
    Decision decision = iam.decide(request, queue.attributes().policy());
    if (!decision.allowed()) {
      onDenial.accept(decision);
      throw SqsError.denied(decision);
    }
  }

  /**
   * The same for what a queue's policy cannot let another account do.
   *
   * <p>See
   * docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-limitations-of-custom-policies.html
   */
  void requireWithinAccount(Caller caller, String action, Queue queue) {
    requireWithinAccount(caller, action, queue, Map.of());
  }

  /** The same, with the request's own condition keys. */
  void requireWithinAccount(
      Caller caller, String action, Queue queue, Map<String, List<String>> context) {
    AccessRequest request = new AccessRequest(caller, action, queue.arn(), context);
    Principal principal = caller.principal();
    if (principal instanceof Principal.Service || principal.account().equals(account.id())) {
      require(request, queue, NOT_WRITTEN_DOWN);
    } else {
      throw SqsError.deniedToOtherAccounts(iam.decide(request, null));
    }
  }

  /** Fails unless the caller may do this as if the queue had no policy, or were not there yet. */
  void require(Caller caller, String action, String arn) {
    require(caller, action, arn, Map.of());
  }

  /** The same, with the request's own condition keys. */
  void require(Caller caller, String action, String arn, Map<String, List<String>> context) {
    Decision decision = iam.decide(new AccessRequest(caller, action, arn, context), null);
    if (!decision.allowed()) {
      throw SqsError.denied(decision);
    }
  }

  /**
   * What the system attribute {@code SenderId} says: the unique id of a user or role session, the
   * id of an account for its root user, and of a service, which has no id here, its name.
   */
  String senderId(Principal sender) {
    String id = iam.userId(sender);
    return id == null ? sender.arn() : id;
  }
}
