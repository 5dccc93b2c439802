package io.tributary.cloud.metrics;

import io.tributary.cloud.api.Page;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.json.JsonText;
import io.tributary.cloud.time.EventLoop;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudwatch.model.DashboardEntry;
import software.amazon.awssdk.services.cloudwatch.model.DeleteDashboardsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DeleteDashboardsResponse;
import software.amazon.awssdk.services.cloudwatch.model.GetDashboardRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetDashboardResponse;
import software.amazon.awssdk.services.cloudwatch.model.ListDashboardsRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListDashboardsResponse;
import software.amazon.awssdk.services.cloudwatch.model.PutDashboardRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutDashboardResponse;

/**
 * The account's dashboards, and what the API does with them. Their bodies are kept as they are:
 * whether a widget can be drawn is not looked at.
 *
 * <p>See docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html
 */
final class Dashboards {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");
  private static final int LARGEST_PAGE = 1_000;
  private static final int MOST_DELETED = 100;

  private final EventLoop loop;
  private final Access access;
  private final NavigableMap<String, Dashboard> byName = new TreeMap<>();

  private record Dashboard(String name, String body, Instant modified) {}

  Dashboards(EventLoop loop, Access access) {
    this.loop = loop;
    this.access = access;
  }

  PutDashboardResponse put(Caller caller, PutDashboardRequest request) {
    String name = checked(request.dashboardName());
    access.require(caller, "PutDashboard", access.dashboard(name));
    String body = Limits.required(request.dashboardBody(), "DashboardBody");
    if (JsonText.parse(body).filter(JsonText::isObject).isEmpty()) {
      throw CloudWatchErrors.invalidDashboard(
          "The field DashboardBody must be a valid JSON object");
    }
    byName.put(name, new Dashboard(name, body, loop.now()));
    return PutDashboardResponse.builder().build();
  }

  private static String checked(String name) {
    Limits.required(name, "DashboardName");
    if (!NAME.matcher(name).matches()) {
      throw CloudWatchErrors.invalidDashboard(
          "The value "
              + name
              + " for field DashboardName contains invalid characters. It can only"
              + " contain alphanumerics, dash (-) and underscore (_), 1 to 255 of them.");
    }
    return name;
  }

  GetDashboardResponse get(Caller caller, GetDashboardRequest request) {
    String name = Limits.required(request.dashboardName(), "DashboardName");
    access.require(caller, "GetDashboard", access.dashboard(name));
    Dashboard dashboard = require(name);
    return GetDashboardResponse.builder()
        .dashboardArn(access.dashboard(name))
        .dashboardName(name)
        .dashboardBody(dashboard.body())
        .build();
  }

  private Dashboard require(String name) {
    Dashboard dashboard = byName.get(name);
    if (dashboard == null) {
      throw CloudWatchErrors.noDashboard(name);
    }
    return dashboard;
  }

  ListDashboardsResponse list(Caller caller, ListDashboardsRequest request) {
    access.require(caller, "ListDashboards");
    String prefix = request.dashboardNamePrefix() == null ? "" : request.dashboardNamePrefix();
    Page<Dashboard> page =
        Page.of(
            byName,
            dashboard -> dashboard.name().startsWith(prefix),
            request.nextToken(),
            LARGEST_PAGE,
            CloudWatchErrors::invalidNextToken);
    return ListDashboardsResponse.builder()
        .dashboardEntries(page.items().stream().map(this::entry).toList())
        .nextToken(page.nextToken())
        .build();
  }

  private DashboardEntry entry(Dashboard dashboard) {
    return DashboardEntry.builder()
        .dashboardArn(access.dashboard(dashboard.name()))
        .dashboardName(dashboard.name())
        .lastModified(dashboard.modified())
        .size((long) dashboard.body().getBytes(StandardCharsets.UTF_8).length)
        .build();
  }

  /** Deletes all or none: AWS refuses when one of them is not there. */
  DeleteDashboardsResponse delete(Caller caller, DeleteDashboardsRequest request) {
    if (request.dashboardNames().isEmpty()) {
      throw CloudWatchErrors.missing("DashboardNames");
    }
    Limits.requireFew(request.dashboardNames(), "DashboardNames", "names", MOST_DELETED);
    request
        .dashboardNames()
        .forEach(name -> access.require(caller, "DeleteDashboards", access.dashboard(name)));
    request.dashboardNames().forEach(this::require);
    request.dashboardNames().forEach(byName::remove);
    return DeleteDashboardsResponse.builder().build();
  }
}
