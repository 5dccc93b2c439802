package io.tributary.iam;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionTest {

  @ParameterizedTest
  @CsvSource({
    "eu-west-1, aws",
    "us-east-1, aws",
    "cn-northwest-1, aws-cn",
    "us-gov-east-1, aws-us-gov",
    "eusc-de-east-1, aws-eusc",
    "us-iso-west-1, aws-iso",
    "us-isob-east-1, aws-iso-b",
    "eu-isoe-west-1, aws-iso-e",
    "us-isof-south-1, aws-iso-f"
  })
  void aPartition_followsFromHowTheRegionsNameBegins(String region, String partition) {
    assertThat(Partition.of(region)).isEqualTo(partition);
  }
}
