package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class LoadOptionsTest {

  @ParameterizedTest
  @CsvSource({
    "--runs=3, 'about 3 minutes: a run to warm up and 3 that count, of 5 loads each.'",
    "--runs=1 --seconds=1, 'about 14 seconds: a run to warm up and 1 that counts,'",
    "--seconds=600, about 151 minutes",
    "--runs=1000 --seconds=3600, about 5001 hours"
  })
  void howLong_isReckonedFromRunsAndSeconds_andTheShorterRunThatWarmsUp(
      String options, String told) {
    LoadOptions loads = CommandLine.populateCommand(new LoadOptions(), options.split(" "));

    assertThat(loads.howLong()).contains(told);
  }
}
