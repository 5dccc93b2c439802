package io.tributary.cloud.sqs;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.api.Page;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.RequestTags;
import io.tributary.cloud.journal.Journal;
import io.tributary.cloud.journal.Measure;
import io.tributary.cloud.time.EventLoop;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueResponse;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteQueueResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesResponse;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsRequest;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsResponse;
import software.amazon.awssdk.services.sqs.model.ListQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListQueuesResponse;
import software.amazon.awssdk.services.sqs.model.PurgeQueueRequest;
import software.amazon.awssdk.services.sqs.model.PurgeQueueResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.TagQueueRequest;
import software.amazon.awssdk.services.sqs.model.TagQueueResponse;
import software.amazon.awssdk.services.sqs.model.UntagQueueRequest;
import software.amazon.awssdk.services.sqs.model.UntagQueueResponse;

/** The operations of the API that concern queues. */
final class QueueOperations {

  private static final int LARGEST_PAGE = 1_000;

  private final EventLoop loop;
  private final Account account;
  private final QueueRegistry queues;
  private final Access access;
  private final MessageFlow flow;
  private final Journal journal;

  QueueOperations(
      EventLoop loop,
      Account account,
      QueueRegistry queues,
      Access access,
      MessageFlow flow,
      Journal journal) {
    this.loop = loop;
    this.account = account;
    this.queues = queues;
    this.access = access;
    this.flow = flow;
    this.journal = journal;
  }

  CreateQueueResponse create(Caller caller, CreateQueueRequest request) {
    String name = checkedName(request.queueName());
    access.require(caller, "sqs:CreateQueue", queues.arn(name), Tags.keys(request.tags()));
    Queue queue = queues.named(name);
    if (queue == null) {
      queue = created(caller, name, request);
    } else {
      requireSame(queue, request.attributesAsStrings());
    }
    return CreateQueueResponse.builder().queueUrl(queues.url(queue)).build();
  }

  DeleteQueueResponse delete(Caller caller, DeleteQueueRequest request) {
    Queue queue = queues.requireUrl(request.queueUrl());
    access.requireWithinAccount(caller, "sqs:DeleteQueue", queue);
    queues.remove(queue);
    queue.close();
    flow.purge(queue, "the queue was deleted");
    return DeleteQueueResponse.builder().build();
  }

  PurgeQueueResponse purge(Caller caller, PurgeQueueRequest request) {
    Queue queue = queues.requireUrl(request.queueUrl());
    access.require(caller, "sqs:PurgeQueue", queue);
    if (!queue.beginPurge()) {
      throw SqsError.PURGE_QUEUE_IN_PROGRESS.with(
          "Only one PurgeQueue operation on " + queue.name() + " is allowed every 60 seconds.");
    }
    flow.purge(queue, "the queue was purged");
    return PurgeQueueResponse.builder().build();
  }

  GetQueueUrlResponse url(Caller caller, GetQueueUrlRequest request) {
    if (request.queueName() == null) {
      throw SqsError.missing("QueueName");
    }
    String owner = request.queueOwnerAWSAccountId();
    if (owner != null && !owner.equals(account.id())) {
      throw SqsError.noSuchQueue();
    }
    Queue queue = queues.requireName(request.queueName());
    access.require(caller, "sqs:GetQueueUrl", queue);
    return GetQueueUrlResponse.builder().queueUrl(queues.url(queue)).build();
  }

  ListQueuesResponse list(Caller caller, ListQueuesRequest request) {
    access.require(caller, "sqs:ListQueues", account.arn("sqs", ""));
    String prefix = Objects.requireNonNullElse(request.queueNamePrefix(), "");
    Page<Queue> page =
        page(queue -> queue.name().startsWith(prefix), request.maxResults(), request.nextToken());
    return ListQueuesResponse.builder()
        .queueUrls(page.items().isEmpty() ? null : urls(page))
        .nextToken(page.nextToken())
        .build();
  }

  ListDeadLetterSourceQueuesResponse listSources(
      Caller caller, ListDeadLetterSourceQueuesRequest request) {
    Queue target = queues.requireUrl(request.queueUrl());
    access.require(caller, "sqs:ListDeadLetterSourceQueues", target);
    Page<Queue> page =
        page(queue -> queue.deadLettersGoTo(target), request.maxResults(), request.nextToken());
    return ListDeadLetterSourceQueuesResponse.builder()
        .queueUrls(urls(page))
        .nextToken(page.nextToken())
        .build();
  }

  /** Who names no size gets the first queues and no token to go on. */
  private Page<Queue> page(Predicate<Queue> wanted, Integer maxResults, String token) {
    if (maxResults != null && (maxResults < 1 || maxResults > LARGEST_PAGE)) {
      throw SqsError.invalidValue(
          maxResults, "MaxResults", "MaxResults must be an integer between 1 and 1000.");
    }
    int size = maxResults == null ? LARGEST_PAGE : maxResults;
    Page<Queue> page = Page.of(queues.byName(), wanted, token, size, SqsError::invalidNextToken);
    return maxResults == null ? new Page<>(page.items(), null) : page;
  }

  private List<String> urls(Page<Queue> page) {
    return page.items().stream().map(queues::url).toList();
  }

  GetQueueAttributesResponse attributes(Caller caller, GetQueueAttributesRequest request) {
    Queue queue = queues.requireUrl(request.queueUrl());
    access.require(caller, "sqs:GetQueueAttributes", queue);
    Map<String, String> asked = ShownAttributes.of(queue, request.attributeNamesAsStrings());
    return GetQueueAttributesResponse.builder()
        .attributesWithStrings(asked.isEmpty() ? null : asked)
        .build();
  }

  SetQueueAttributesResponse setAttributes(Caller caller, SetQueueAttributesRequest request) {
    Queue queue = queues.requireUrl(request.queueUrl());
    access.requireWithinAccount(caller, "sqs:SetQueueAttributes", queue);
    if (request.attributesAsStrings().isEmpty()) {
      throw SqsError.missing("Attributes");
    }
    set(queue, request.attributesAsStrings());
    return SetQueueAttributesResponse.builder().build();
  }

  TagQueueResponse tag(Caller caller, TagQueueRequest request) {
    Queue queue = queues.requireUrl(request.queueUrl());
    access.requireWithinAccount(caller, "sqs:TagQueue", queue, Tags.keys(request.tags()));
    if (!request.hasTags() || request.tags().isEmpty()) {
      throw SqsError.missing("Tags");
    }
    Tags.add(queue, request.tags());
    return TagQueueResponse.builder().build();
  }

  UntagQueueResponse untag(Caller caller, UntagQueueRequest request) {
    Queue queue = queues.requireUrl(request.queueUrl());
    access.requireWithinAccount(
        caller, "sqs:UntagQueue", queue, RequestTags.removed(request.tagKeys()));
    if (!request.hasTagKeys() || request.tagKeys().isEmpty()) {
      throw SqsError.missing("TagKeys");
    }
    queue.tags().keySet().removeAll(List.copyOf(request.tagKeys()));
    return UntagQueueResponse.builder().build();
  }

  ListQueueTagsResponse tags(Caller caller, ListQueueTagsRequest request) {
    Queue queue = queues.requireUrl(request.queueUrl());
    access.requireWithinAccount(caller, "sqs:ListQueueTags", queue);
    return ListQueueTagsResponse.builder()
        .tags(queue.tags().isEmpty() ? null : queue.tags())
        .build();
  }

  private static String checkedName(String name) {
    if (name == null) {
      throw SqsError.missing("QueueName");
    }
    if (name.endsWith(".fifo")) {
      throw QueueAttributes.fifoNotBuilt("The queue name " + name);
    }
    if (!Queues.NAME.matcher(name).matches()) {
      throw SqsError.INVALID_PARAMETER_VALUE.with(
          "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
    }
    return name;
  }

  private Queue created(Caller caller, String name, CreateQueueRequest request) {
    if (queues.deletedRecently(name)) {
      throw SqsError.QUEUE_DELETED_RECENTLY.with(
          "You must wait 60 seconds after deleting a queue before you can create another with the"
              + " same name.");
    }
    String arn = queues.arn(name);
    Queue queue = new Queue(loop, name, arn, loop.random().nextLong(), flow::expired);
    set(queue, request.attributesAsStrings());
    if (!request.tags().isEmpty()) {
      access.require(caller, "sqs:TagQueue", arn, Tags.keys(request.tags()));
      Tags.add(queue, request.tags());
    }
    queues.add(queue);
    journal.measure(Measure.SQS_QUEUE_CREATED, arn, 1);
    return queue;
  }

  private void set(Queue queue, Map<String, String> changes) {
    QueueAttributes changed = queue.attributes().with(changes, queue.arn());
    String redrive = changes.get(QueueAttributeName.REDRIVE_POLICY.toString());
    if (redrive != null && changed.redrivePolicy() != null) {
      checkDeadLetterQueue(queue, redrive, changed.redrivePolicy());
    }
    queue.attributes(changed);
  }

  private void checkDeadLetterQueue(Queue source, String json, RedrivePolicy policy) {
    Queue target = queues.find(policy.deadLetterTargetArn());
    String problem = null;
    if (policy.deadLetterTargetArn().equals(source.arn())) {
      problem = "A queue cannot be its own dead letter target.";
    } else if (target == null) {
      problem = "Dead letter target does not exist.";
    } else if (!target.attributes().allowsRedriveFrom(source.arn())) {
      problem =
          "The redrive allow policy of "
              + target.arn()
              + " does not allow "
              + source.arn()
              + " to use it as dead letter target.";
    }
    if (problem != null) {
      throw SqsError.invalidValue(json, "RedrivePolicy", problem);
    }
  }

  private static void requireSame(Queue queue, Map<String, String> attributes) {
    Map<QueueAttributeName, String> wanted =
        queue.attributes().with(attributes, queue.arn()).values();
    queue
        .attributes()
        .values()
        .forEach((name, value) -> requireSame(name, value, wanted.get(name)));
    wanted.forEach(
        (name, value) -> requireSame(name, queue.attributes().values().get(name), value));
  }

  private static void requireSame(QueueAttributeName name, String value, String wanted) {
    if (!Objects.equals(value, wanted)) {
      throw SqsError.QUEUE_NAME_EXISTS.with(
          "A queue already exists with the same name and a different value for attribute " + name);
    }
  }
}
