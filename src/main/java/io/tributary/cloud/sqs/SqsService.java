package io.tributary.cloud.sqs;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.api.ApiCalls;
import io.tributary.cloud.api.CloudService;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Iam;
import io.tributary.cloud.journal.Journal;
import io.tributary.cloud.time.EventLoop;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** SQS of one account and region: standard queues. All methods are to be called on the loop. */
public final class SqsService implements Queues, CloudService {

  private final QueueRegistry queues;
  private final Access access;
  private final MessageFlow flow;
  private final ApiCalls calls;
  private final QueueOperations queueOperations;
  private final MessageOperations messageOperations;
  private final MoveTaskOperations moveTaskOperations;

  public SqsService(EventLoop loop, Account account, Iam iam, Journal journal) {
    this.queues = new QueueRegistry(loop, account);
    this.access = new Access(account, iam);
    this.flow = new MessageFlow(loop, queues, access, journal);
    this.calls = new ApiCalls(loop);
    this.queueOperations = new QueueOperations(loop, account, queues, access, flow, journal);
    this.messageOperations = new MessageOperations(loop, queues, access, flow, new Md5());
    this.moveTaskOperations =
        new MoveTaskOperations(loop, queues, access, new Redrive(queues, access, flow, journal));
  }

  /**
   * Sets the endpoint that queue URLs begin with; AWS's own for the region unless set. Requests may
   * name a queue by the URL of any endpoint: only the path, {@code /ACCOUNT/NAME}, counts.
   */
  public void endpoint(URI endpoint) {
    queues.endpoint(endpoint);
  }

  @Override
  public String send(Caller caller, String queueArn, OutgoingMessage message) {
    Queue queue = queues.requireArn(queueArn);
    flow.maySend(caller, queue, List.of(message));
    int bytes = MessageRules.check(message, "SendMessage");
    MessageOperations.requireSize(bytes, queue, "are invalid");
    int delaySeconds = queue.attributes().delaySeconds();
    return flow.send(caller.principal(), queue, message, bytes, delaySeconds);
  }

  /**
   * {@inheritDoc}
   *
   * <p>At the limit of messages in flight it receives nothing, as a long poll does, without an
   * error. Of a queue whose visibility timeout is 0 it hides what it hands out for a second: else a
   * message that a pipe cannot deliver would come back in no time, again and again.
   */
  @Override
  public List<QueuedMessage> receive(
      Caller caller, String queueArn, int max, Integer visibilitySeconds) {
    Queue queue = queues.requireArn(queueArn);
    flow.mayReceive(caller, queue);
    int seconds =
        visibilitySeconds == null
            ? Math.max(1, queue.attributes().visibilityTimeout())
            : visibilitySeconds;
    List<Message> received = flow.receive(caller.principal(), queue, max, seconds);
    if (received.isEmpty()) {
      flow.foundEmpty(queue);
    }
    List<QueuedMessage> messages = new ArrayList<>(received.size());
    received.forEach(message -> messages.add(queued(message)));
    return messages;
  }

  @Override
  public void delete(Caller caller, String queueArn, String receiptHandle) {
    Queue queue = queues.requireArn(queueArn);
    flow.mayDelete(caller, queue, List.of(receiptHandle));
    flow.delete(caller.principal(), queue, receiptHandle);
  }

  @Override
  public void requireAttributes(Caller caller, String queueArn) {
    access.require(caller, "sqs:GetQueueAttributes", queues.requireArn(queueArn));
  }

  @Override
  public Wake whenAvailable(String queueArn, Runnable wake) {
    return WakeUp.start(queues.requireArn(queueArn).waiters(), wake);
  }

  /** All queues, by name. */
  public List<QueueView> inventory() {
    return queues.all().stream().map(queue -> QueueView.of(queue, queues.url(queue))).toList();
  }

  /** How much lies in each queue now, by name; costs a look at every message. */
  public List<QueueDepth> depths() {
    return queues.all().stream().map(QueueDepth::of).toList();
  }

  /**
   * Looks at a queue's oldest messages without receiving them; for a console, as AWS has no such
   * call. Its cost grows with the messages asked for, not with those that lie there.
   *
   * @param max how many at most
   * @throws software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException if there is no
   *     such queue
   */
  public List<MessageView> peek(String queueArn, int max) {
    return queues.requireArn(queueArn).backlog().oldest(max).stream().map(MessageView::of).toList();
  }

  @Override
  public Class<SqsAsyncClient> clientType() {
    return SqsAsyncClient.class;
  }

  @Override
  public SqsAsyncClient client(Caller caller) {
    return new SqsApi(calls, caller, queueOperations, messageOperations, moveTaskOperations);
  }

  private static QueuedMessage queued(Message message) {
    return new QueuedMessage(
        message.id(),
        message.receiptHandle,
        message.body,
        message.attributes,
        message.senderId,
        message.sentMillis,
        message.firstReceivedMillis,
        message.receiveCount,
        message.trace);
  }
}
