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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the console tells of who denied a hop, or let it pass. */
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

  private static final String BUS = "arn:aws:events:eu-west-1:" + ACCOUNT + ":event-bus/jane";
  private static final Principal FRIEND = new Principal.Root("aws", "444455556666");

  /** Lets the friend put events of a source by a statement of its own for each. */
  private void putEventsOf(String... sources) {
    PolicyDocument policy =
        PolicyDocument.parse(
            """
            {"Version":"2012-10-17","Statement":[
             {"Sid":"Z","Effect":"Allow","Principal":{"AWS":"444455556666"},"Action":"events:PutEvents",
              "Resource":"%1$s","Condition":{"StringEquals":{"events:source":["a","b"]}}},
             {"Sid":"A","Effect":"Allow","Principal":{"AWS":"444455556666"},"Action":"events:PutEvents",
              "Resource":"%1$s","Condition":{"StringEquals":{"events:source":"c"}}}]}"""
                .formatted(BUS));
    for (String source : sources) {
      AccessRequest request =
          new AccessRequest(
              Caller.of(FRIEND), "events:PutEvents", BUS, Map.of("events:source", List.of(source)));
      assertThat(
              cloud.iam().decide(request, new AttachedPolicy("policy of jane", policy)).allowed())
          .isTrue();
    }
  }

  private HopView.Policy policyOfPut() {
    return new HopViews(cloud)
        .of(
            new Hop(
                1,
                0,
                1,
                Step.EVENTS_PUT,
                BUS,
                FRIEND.arn(),
                Outcome.PASSED,
                null,
                null,
                null,
                null))
        .policy();
  }

  @Test
  void whatPassed_byOneStatementWhateverElseWasAsked_isShownWithIt() {
    putEventsOf("a", "b");

    assertThat(policyOfPut().statement()).contains("\"Z\"");
  }

  @Test
  void whatPassed_byNowOneStatementAndNowAnother_isShownWithNone() {
    putEventsOf("a", "c");

    assertThat(policyOfPut()).isNull();
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
