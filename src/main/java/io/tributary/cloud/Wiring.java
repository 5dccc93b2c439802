package io.tributary.cloud;

import io.tributary.cloud.events.EventBuses;
import io.tributary.cloud.logs.LogGroups;
import io.tributary.cloud.sqs.Queues;
import io.tributary.cloud.time.EventLoop;

/**
 * How the services of one cloud reach each other and tell the time: directly, unless somebody
 * stands between, as a simulation of failures does. Each method is asked once for each service,
 * while the cloud is built.
 */
public interface Wiring {

  /** Nothing in between. */
  Wiring DIRECT = new Wiring() {};

  /** A service that reaches others, or has a clock of its own. */
  enum Service {
    SQS,
    SNS,
    EVENTS,
    PIPES,
    LOGS
  }

  /**
   * The clock and the chance of a service; the thread stays that of the loop.
   *
   * @param loop the cloud's own, by which the journal is written
   */
  default EventLoop clock(Service service, EventLoop loop) {
    return loop;
  }

  /** SQS, as SNS, EventBridge and Pipes see it. */
  default Queues queues(Service caller, Queues sqs) {
    return sqs;
  }

  /** EventBridge, as Pipes sees it. */
  default EventBuses eventBuses(Service caller, EventBuses events) {
    return events;
  }

  /** CloudWatch Logs, as EventBridge and Pipes see it. */
  default LogGroups logGroups(Service caller, LogGroups logs) {
    return logs;
  }
}
