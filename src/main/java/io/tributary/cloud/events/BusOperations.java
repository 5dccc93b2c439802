package io.tributary.cloud.events;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.account.Quota;
import io.tributary.cloud.api.Page;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.RequestTags;
import io.tributary.cloud.time.EventLoop;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.eventbridge.model.CreateEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.CreateEventBusResponse;
import software.amazon.awssdk.services.eventbridge.model.DeleteEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.DeleteEventBusResponse;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusResponse;
import software.amazon.awssdk.services.eventbridge.model.EventBus;
import software.amazon.awssdk.services.eventbridge.model.ListEventBusesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListEventBusesResponse;

/**
 * What the API does to event buses.
 *
 * <p>See docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreateEventBus.html
 */
final class BusOperations {

  /** With a slash in it the name is that of a partner's bus. */
  private static final Pattern ANY_NAME = Pattern.compile("[/.\\-_A-Za-z0-9]{1,256}");

  private static final Set<String> CREATE_FIELDS = Set.of("Name", "Description", "Tags");

  private final EventLoop loop;
  private final Account account;
  private final Access access;
  private final Buses buses;

  BusOperations(EventLoop loop, Account account, Access access, Buses buses) {
    this.loop = loop;
    this.account = account;
    this.access = access;
    this.buses = buses;
    add(Bus.DEFAULT, null);
  }

  private Bus add(String name, String description) {
    Bus bus = new Bus(name, buses.arn(name), description, loop.now());
    buses.add(bus);
    return bus;
  }

  CreateEventBusResponse create(Caller caller, CreateEventBusRequest request) {
    Limits.requireBuilt(request, "CreateEventBus", CREATE_FIELDS);
    requireCustomName(Limits.required(request.name(), "name"));
    Map<String, String> tags = Tags.read(request.tags());
    access.require(caller, "CreateEventBus", buses.arn(request.name()), RequestTags.keys(tags));
    access.requireTagging(caller, buses.arn(request.name()), tags);
    Limits.requireDescription(request.description());
    if (buses.byName().containsKey(request.name())) {
      throw EventsErrors.alreadyExists("Event bus " + request.name() + " already exists.");
    }
    // The default bus is the account's own and counts too.
    if (buses.byName().size() >= account.quota(Quota.EVENT_BUSES)) {
      throw EventsErrors.limitExceeded(
          "The requested resource exceeds the maximum number allowed: "
              + account.quota(Quota.EVENT_BUSES)
              + " event buses.");
    }
    Bus bus = add(request.name(), request.description());
    bus.tags().putAll(tags);
    return CreateEventBusResponse.builder()
        .eventBusArn(bus.arn())
        .description(bus.description())
        .build();
  }

  private static void requireCustomName(String name) {
    if (name.contains("/")) {
      throw EventsErrors.constraint(
          name, "name", "have no '/', which only the names of partners' event buses have");
    }
    Limits.requireMatch(name, Buses.CUSTOM_NAME, "name");
  }

  /** Takes the name of a bus only, not its ARN; one that does not exist is no error. */
  DeleteEventBusResponse delete(Caller caller, DeleteEventBusRequest request) {
    String name = Limits.required(request.name(), "name");
    Limits.requireMatch(name, ANY_NAME, "name");
    access.require(caller, "DeleteEventBus", buses.arn(name));
    if (name.equals(Bus.DEFAULT)) {
      throw EventsErrors.validation("Cannot delete event bus default.");
    }
    buses
        .find(name)
        .ifPresent(
            bus -> {
              requireNoRules(bus);
              buses.remove(bus);
            });
    return DeleteEventBusResponse.builder().build();
  }

  private static void requireNoRules(Bus bus) {
    if (!bus.rules().isEmpty()) {
      throw EventsErrors.validation(
          "Cannot delete event bus "
              + bus.name()
              + " while it has rules; delete them first: "
              + String.join(", ", bus.rules().keySet()));
    }
  }

  DescribeEventBusResponse describe(Caller caller, DescribeEventBusRequest request) {
    Buses.requireNameOrArn(request.name(), "name");
    access.require(caller, "DescribeEventBus", buses.arn(request.name()));
    Bus bus = buses.require(request.name());
    return DescribeEventBusResponse.builder()
        .name(bus.name())
        .arn(bus.arn())
        .description(bus.description())
        .policy(policy(bus))
        .creationTime(bus.created())
        .lastModifiedTime(bus.modified())
        .build();
  }

  ListEventBusesResponse list(Caller caller, ListEventBusesRequest request) {
    access.require(caller, "ListEventBuses", Access.ANY);
    String prefix = request.namePrefix() == null ? "" : request.namePrefix();
    Page<Bus> page =
        Page.of(
            buses.byName(),
            bus -> bus.name().startsWith(prefix),
            request.nextToken(),
            Limits.page(request.limit()),
            EventsErrors::invalidNextToken);
    return ListEventBusesResponse.builder()
        .eventBuses(page.items().stream().map(BusOperations::summary).toList())
        .nextToken(page.nextToken())
        .build();
  }

  private static EventBus summary(Bus bus) {
    return EventBus.builder()
        .name(bus.name())
        .arn(bus.arn())
        .description(bus.description())
        .policy(policy(bus))
        .creationTime(bus.created())
        .lastModifiedTime(bus.modified())
        .build();
  }

  private static String policy(Bus bus) {
    return bus.policy() == null ? null : bus.policy().json();
  }
}
