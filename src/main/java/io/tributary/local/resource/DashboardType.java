package io.tributary.local.resource;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A dashboard; www.pulumi.com/registry/packages/aws/api-docs/cloudwatch/dashboard */
final class DashboardType extends ResourceType<DashboardType.Inputs> {

  /** The body is JSON. */
  record Inputs(String dashboardName, String dashboardBody) {}

  DashboardType() {
    super("aws:cloudwatch/dashboard:Dashboard", Inputs.class);
  }

  @Override
  String namedBy() {
    return "dashboardName";
  }

  @Override
  Map<String, Object> computed(Inputs dashboard, Identity identity) {
    String arn =
        identity.account().globalArn("cloudwatch", "dashboard/" + dashboard.dashboardName());
    return Map.of("id", dashboard.dashboardName(), "dashboardArn", arn);
  }

  @Override
  CompletableFuture<?> create(Inputs dashboard, DeployerClients aws) {
    return aws.cloudWatch()
        .putDashboard(
            put ->
                put.dashboardName(dashboard.dashboardName())
                    .dashboardBody(dashboard.dashboardBody()));
  }

  @Override
  CompletableFuture<?> delete(Inputs dashboard, DeployerClients aws) {
    return aws.cloudWatch()
        .deleteDashboards(request -> request.dashboardNames(dashboard.dashboardName()));
  }

  @Override
  Set<String> replacedWith() {
    return Set.of("dashboardName");
  }
}
