package io.tributary.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventPatternTest {

  @Test
  void sourcesDetailTypesAndDetail_narrowAPattern() {
    var pattern =
        EventPattern.ofSources("orders", "returns")
            .withDetailTypes("order-paid")
            .withDetail(
                """
                { "order": { "id": [{ "exists": true }], "total": [{ "numeric": [">", 1.50] }] } }
                """);

    assertThat(pattern.toJson())
        .isEqualTo(
            "{\"source\":[\"orders\",\"returns\"],\"detail-type\":[\"order-paid\"],"
                + "\"detail\":{\"order\":{\"id\":[{\"exists\":true}],"
                + "\"total\":[{\"numeric\":[\">\",1.50]}]}}}");
  }

  @Test
  void whatNarrowsAPattern_leavesThePatternAsItWas() {
    var orders = EventPattern.ofSources("orders");

    orders.withDetailTypes("order-paid").withDetail("{}");

    assertThat(orders.toJson()).isEqualTo("{\"source\":[\"orders\"]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"order\":", "[1]", "{} {}", "{\"a\": [1], \"a\": [2]}"})
  void aDetailThatIsNoObjectOrSaysAFieldTwice_isRefusedWithWhatItHasToBe(String detail) {
    assertThatThrownBy(() -> EventPattern.everything().withDetail(detail))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the pattern of an event's detail must be a JSON object such as"
                + " {\"order\": {\"id\": [{\"exists\": true}]}}, each field said once, got: "
                + detail);
  }

  @Test
  void aPatternThatNamesNoSource_isRefused_forItWouldMatchNothing() {
    assertThatThrownBy(EventPattern::ofSources)
        .hasMessage("an event pattern needs at least one source; with none it would match nothing");
  }

  @Test
  void whatIsSaidTwice_isRefused() {
    EventPattern paid = EventPattern.ofSources("orders").withDetailTypes("order-paid");

    assertThatThrownBy(() -> paid.withDetailTypes("order-sent"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has a detail-type already, [\"order-paid\"]");
    assertThatThrownBy(() -> paid.withDetail("{}").withDetail("{}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has a detail already, {}");
  }
}
