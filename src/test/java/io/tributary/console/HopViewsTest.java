package io.tributary.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cloud.LocalCloud;
import io.tributary.cloud.account.Account;
import io.tributary.cloud.iam.AccessRequest;
import io.tributary.cloud.iam.AttachedPolicy;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Decision;
import io.tributary.cloud.iam.PolicyDocument;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import io.tributary.cloud.time.VirtualTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What the console tells of a hop that was denied. */
class HopViewsTest {

  private static final String ACCOUNT = "111122223333";
  private static final String QUEUE = "arn:aws:sqs:eu-west-1:" + ACCOUNT + ":jane-orders";

  private final LocalCloud cloud =
      new LocalCloud(new VirtualTime(Instant.EPOCH, 0), new Account(ACCOUNT, "eu-west-1"));

  @Test
  void aCallerThatIsGone_isToBeMadeAnew() {
    var session = new Principal.RoleSession("aws", ACCOUNT, "jane-orders-pipe", "s");
    Decision denied =
        cloud
            .iam()
            .decide(new AccessRequest(Caller.of(session), "sqs:ReceiveMessage", QUEUE), null);

    assertThat(change(denied)).isEqualTo("Create the role jane-orders-pipe.");
  }

  @Test
  void aRoleToBeAssumedThatIsNot_isToBeMade() {
    Caller pipes = Caller.of(new Principal.Service("pipes.amazonaws.com", null, ACCOUNT));
    String role = "arn:aws:iam::" + ACCOUNT + ":role/jane-orders-pipe";
    Decision denied = cloud.iam().decideTrust(new AccessRequest(pipes, "sts:AssumeRole", role));

    assertThat(change(denied)).isEqualTo("Create the role jane-orders-pipe.");
  }

  @Test
  void aCallerThatIsGone_isAllowedNothingByAPolicyThatNamesIt() {
    var session = new Principal.RoleSession("aws", ACCOUNT, "jane-orders-pipe", "s");
    PolicyDocument toAll =
        PolicyDocument.parse(
            """
            {"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*",
             "Action":"sqs:ReceiveMessage","Resource":"%s"}}"""
                .formatted(QUEUE));
    Decision denied =
        cloud
            .iam()
            .decide(
                new AccessRequest(Caller.of(session), "sqs:ReceiveMessage", QUEUE),
                new AttachedPolicy("queue policy of " + QUEUE, toAll));

    assertThat(view(denied).policy().words())
        .isEqualTo(
            "arn:aws:iam::111122223333:role/jane-orders-pipe does not exist; no policy can allow"
                + " it anything.");
  }

  private String change(Decision denied) {
    return view(denied).change();
  }

  private HopView view(Decision denied) {
    String caller = denied.request().caller().principal().arn();
    Hop hop =
        new Hop(
            1,
            0,
            1,
            Step.SQS_RECEIVE,
            QUEUE,
            caller,
            Outcome.DENIED,
            null,
            null,
            denied.message(),
            denied);
    return new HopViews(cloud).of(hop);
  }
}
