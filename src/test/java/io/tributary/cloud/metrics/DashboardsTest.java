package io.tributary.cloud.metrics;

import static io.tributary.cloud.metrics.CloudWatchFixture.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.DashboardEntry;

class DashboardsTest {

  private final CloudWatchFixture aws = new CloudWatchFixture();

  private void put(String name, String body) {
    aws.time.await(aws.cloudWatch.putDashboard(it -> it.dashboardName(name).dashboardBody(body)));
  }

  @Test
  void aDashboard_isToldAsItWasPut() {
    put("orders", "{\"widgets\":[]}");

    var told = aws.time.await(aws.cloudWatch.getDashboard(it -> it.dashboardName("orders")));

    assertThat(told.dashboardBody()).isEqualTo("{\"widgets\":[]}");
    assertThat(told.dashboardArn()).isEqualTo("arn:aws:cloudwatch::536697261635:dashboard/orders");
  }

  @Test
  void dashboards_areListedByPrefix() {
    put("a-1", "{}");
    put("b-1", "{}");

    var list = aws.time.await(aws.cloudWatch.listDashboards(it -> it.dashboardNamePrefix("b")));

    assertThat(list.dashboardEntries())
        .extracting(DashboardEntry::dashboardName)
        .containsExactly("b-1");
  }

  @Test
  void aBodyThatIsNoJsonObject_isRefused() {
    assertThat(code(catchThrowable(() -> put("orders", "[]")))).isEqualTo("InvalidParameterInput");
  }

  @Test
  void moreThan100DashboardsAtOnce_areRefused() {
    List<String> names = IntStream.rangeClosed(1, 101).mapToObj(i -> "d" + i).toList();
    names.forEach(name -> put(name, "{}"));

    Throwable refusal = catchThrowable(() -> delete(names));

    assertThat(code(refusal)).isEqualTo("InvalidParameterValue");
    assertThat(refusal)
        .hasMessageContaining("DashboardNames has 101 names but may have 100 at most.");
    delete(names.subList(0, 100));
  }

  private void delete(List<String> names) {
    aws.time.await(aws.cloudWatch.deleteDashboards(it -> it.dashboardNames(names)));
  }

  @Test
  void aDeletedDashboard_isGone() {
    put("orders", "{}");
    delete(List.of("orders"));

    Throwable refusal =
        catchThrowable(
            () -> aws.time.await(aws.cloudWatch.getDashboard(it -> it.dashboardName("orders"))));

    assertThat(code(refusal)).isEqualTo("ResourceNotFound");
  }
}
