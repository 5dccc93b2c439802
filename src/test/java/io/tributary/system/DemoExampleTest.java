package io.tributary.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class DemoExampleTest {

  @Test
  void anExample_thatHasToArriveNowhere_isRefused() {
    assertThatThrownBy(() -> new Demo.Example("basketTopicArn", "basket.json"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the example basket.json names no queue");
  }

  @Test
  void examplesOfOneMessage_areToldApartByTheirAttributes() {
    var parcel = new Demo.Example("parcelsTopicArn", "parcel.json", "queueUrl");
    Demo demo = new Demo(List.of(parcel, parcel.withAttributes("dhl.json")));

    assertThat(demo.examples())
        .extracting(demo::name)
        .containsExactly("parcel.json", "parcel.json with dhl.json");
  }

  @Test
  void twoExamplesOfTheSameFiles_areRefused() {
    var toDhl = new Demo.Example("parcelsTopicArn", "parcel.json", "dhlQueueUrl");
    var toUps = new Demo.Example("parcelsTopicArn", "parcel.json", "upsQueueUrl");

    assertThatThrownBy(() -> new Demo(List.of(toDhl, toUps)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two examples are of parcel.json and go to parcelsTopicArn");
  }

  @Test
  void examplesOfOneMessageAtTwoTopics_areToldApartByTheirTopics() {
    var parcel = new Demo.Example("parcelsTopicArn", "parcel.json", "queueUrl");
    var returned = new Demo.Example("returnsTopicArn", "parcel.json", "queueUrl");
    var other = new Demo.Example("returnsTopicArn", "letter.json", "queueUrl");
    Demo demo = new Demo(List.of(parcel, returned, other));

    assertThat(demo.examples())
        .extracting(demo::name)
        .containsExactly(
            "parcel.json to parcelsTopicArn", "parcel.json to returnsTopicArn", "letter.json");
  }
}
