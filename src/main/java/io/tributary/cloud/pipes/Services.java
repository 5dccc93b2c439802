package io.tributary.cloud.pipes;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.events.EventBuses;
import io.tributary.cloud.iam.Iam;
import io.tributary.cloud.journal.Journal;
import io.tributary.cloud.logs.LogGroups;
import io.tributary.cloud.sqs.Queues;
import io.tributary.cloud.time.EventLoop;

/** What a pipe works with. */
record Services(
    EventLoop loop,
    Account account,
    Iam iam,
    Journal journal,
    Queues queues,
    EventBuses buses,
    LogGroups logGroups) {}
