package io.tributary.cloud.metrics;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Metric;

/**
 * Which metric: CloudWatch takes each combination of namespace, name and dimensions for another.
 *
 * @param dimensions in the order of their names
 * @param dimensionText the dimensions as one text, which no other dimensions have; put together
 *     once, for metrics are looked up by it
 */
record MetricId(String namespace, String name, List<Dimension> dimensions, String dimensionText)
    implements Comparable<MetricId> {

  private static final Comparator<MetricId> ORDER =
      Comparator.comparing(MetricId::namespace)
          .thenComparing(MetricId::name)
          .thenComparing(MetricId::dimensionText);

  MetricId(String namespace, String name, List<Dimension> dimensions) {
    this(namespace, name, sorted(dimensions), text(sorted(dimensions)));
  }

  Metric metric() {
    return Metric.builder().namespace(namespace).metricName(name).dimensions(dimensions).build();
  }

  private static List<Dimension> sorted(List<Dimension> dimensions) {
    return dimensions.stream().sorted(Comparator.comparing(Dimension::name)).toList();
  }

  private static String text(List<Dimension> dimensions) {
    return dimensions.stream()
        .map(one -> one.name() + '\0' + one.value())
        .collect(Collectors.joining("\0"));
  }

  /** A text that orders metrics as {@link #compareTo} does and names each of them. */
  String key() {
    return namespace + '\0' + name + '\0' + dimensionText;
  }

  @Override
  public int compareTo(MetricId other) {
    return ORDER.compare(this, other);
  }
}
