package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortsTest {

  @ParameterizedTest
  @CsvSource({
    "http://localhost:4777, 4777",
    "http://127.0.0.1:4777/, 4777",
    ", 4566",
    "https://sqs.eu-west-1.amazonaws.com, 4566",
    "http://elsewhere:4777, 4566"
  })
  void ofEnvironment_isThatOfAnEndpointOfThisMachineOnly(String endpoint, int port) {
    assertThat(Ports.ofEnvironment(endpoint)).isEqualTo(port);
  }
}
