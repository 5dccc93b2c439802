package io.tributary.cloud.gateway.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

class QueryNodeTest {

  private final Map<String, String> form = new LinkedHashMap<>();

  /** A body of the largest size would else become millions of nodes, which nobody asks for. */
  @Test
  void manyDeepNames_areRefusedBeforeTheyFillTheMemory() {
    for (int i = 0; i < 20_000; i++) {
      form.put(i + ".".repeat(48), "");
    }

    assertThatThrownBy(() -> QueryNode.of(form))
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            it -> assertThat(it.awsErrorDetails().errorCode()).isEqualTo("MalformedInput"))
        .hasMessageContaining("more than 250000 structures, list elements and values");
  }

  @Test
  void asManyDataAsARequestOfCloudWatchMayHave_areRead() {
    for (int datum = 1; datum <= 1_000; datum++) {
      String prefix = "MetricData.member." + datum;
      form.put(prefix + ".MetricName", "m");
      form.put(prefix + ".Timestamp", "2025-01-15T12:00:00Z");
      form.put(prefix + ".Unit", "Count");
      form.put(prefix + ".StorageResolution", "1");
      for (String statistic : new String[] {"SampleCount", "Sum", "Minimum", "Maximum"}) {
        form.put(prefix + ".StatisticValues." + statistic, "1");
      }
      for (int dimension = 1; dimension <= 30; dimension++) {
        form.put(prefix + ".Dimensions.member." + dimension + ".Name", "n" + dimension);
        form.put(prefix + ".Dimensions.member." + dimension + ".Value", "v");
      }
    }

    QueryNode data = QueryNode.of(form).child("MetricData").child("member");

    assertThat(data.numbered()).hasSize(1_000);
    assertThat(data.child("1000").child("Dimensions").child("member").numbered()).hasSize(30);
  }

  /** As many as a form may have, each the only member of its list's element. */
  @Test
  void asManyParametersAsAFormMayHave_areReadWhereEachIsAValue() {
    for (int value = 1; value <= 199_999; value++) {
      form.put("Names.member." + value, "n");
    }

    assertThat(QueryNode.of(form).child("Names").child("member").numbered()).hasSize(199_999);
  }
}
