package io.tributary.cloud.sqs;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.time.EventLoop;
import java.net.URI;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The queues of the account, by name, ARN and URL. */
final class QueueRegistry {

  /**
   * How long a deleted queue's name is blocked;
   * docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteQueue.html
   */
  private static final long NAME_BLOCKED_MICROS = 60_000_000L;

  private final EventLoop loop;
  private final Account account;
  private final NavigableMap<String, Queue> byName = new TreeMap<>();
  private final Map<String, Queue> byArn = new HashMap<>();
  private final Map<String, Long> deletedMicros = new LinkedHashMap<>();
  private URI endpoint;

  /** The ARN last asked for, the very text: callers ask for one queue again and again. */
  private String newestArn;

  private Queue newest;

  QueueRegistry(EventLoop loop, Account account) {
    this.loop = loop;
    this.account = account;
    this.endpoint = URI.create("https://sqs." + account.region() + ".amazonaws.com");
  }

  void endpoint(URI uri) {
    endpoint = uri;
  }

  String arn(String name) {
    return account.arn("sqs", name);
  }

  String url(Queue queue) {
    return endpoint.resolve("/" + account.id() + "/" + queue.name()).toString();
  }

  /** All queues, in the order of their names. */
  Collection<Queue> all() {
    return byName.values();
  }

  NavigableMap<String, Queue> byName() {
    return byName;
  }

  Queue named(String name) {
    return byName.get(name);
  }

  /** The queue with an ARN, or null. */
  Queue find(String arn) {
    return byArn.get(arn);
  }

  Queue requireArn(String arn) {
    if (arn == null || arn != newestArn) {
      newest = exists(byArn.get(arn));
      newestArn = arn;
    }
    return newest;
  }

  Queue requireName(String name) {
    return exists(byName.get(name));
  }

  /** The queue of a URL; only its path counts, whatever endpoint the client took it from. */
  Queue requireUrl(String url) {
    if (url == null || url.isEmpty()) {
      throw SqsError.missing("QueueUrl");
    }
    int name = url.lastIndexOf('/');
    int id = name < 1 ? -1 : url.lastIndexOf('/', name - 1);
    if (id < 0) {
      throw SqsError.INVALID_ADDRESS.with(
          "The address " + url + " is not valid for this endpoint.");
    }
    if (!url.regionMatches(
        id + 1, account.id(), 0, Math.max(account.id().length(), name - id - 1))) {
      throw SqsError.noSuchQueue();
    }
    return requireName(url.substring(name + 1));
  }

  void add(Queue queue) {
    byName.put(queue.name(), queue);
    byArn.put(queue.arn(), queue);
  }

  void remove(Queue queue) {
    byName.remove(queue.name());
    byArn.remove(queue.arn());
    newestArn = null;
    newest = null;
    forgetOldDeletions();
    deletedMicros.put(queue.name(), loop.micros());
  }

  boolean deletedRecently(String name) {
    forgetOldDeletions();
    return deletedMicros.containsKey(name);
  }

  private void forgetOldDeletions() {
    long limit = loop.micros() - NAME_BLOCKED_MICROS;
    deletedMicros.values().removeIf(deleted -> deleted <= limit);
  }

  private static Queue exists(Queue queue) {
    if (queue == null) {
      throw SqsError.noSuchQueue();
    }
    return queue;
  }
}
