package io.tributary.cloud.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.json.JsonText;
import io.tributary.cloud.pattern.EventPattern;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A bus remembers how it routed; that must never show. */
class BusTest {

  private static final Account ACCOUNT = new Account("123456789012", "eu-west-1");

  private final Bus bus = new Bus("shop", "arn:bus", null, Instant.EPOCH);

  private Rule put(String name, String pattern) {
    Rule rule = new Rule(bus, name, "arn:" + name, ACCOUNT.id(), ACCOUNT);
    rule.define(EventPattern.parse(pattern), null, true);
    bus.put(rule);
    return rule;
  }

  private List<String> matching(String source, String type, int n) {
    String event =
        "{\"source\":\"%s\",\"detail-type\":\"%s\",\"account\":\"1\",\"detail\":{\"n\":%d}}"
            .formatted(source, type, n);
    JsonText json = JsonText.parse(event).orElseThrow();
    return bus.matching(new AcceptedEvent(bus, "id", source, type, json, 0, 1)).stream()
        .map(Rule::name)
        .toList();
  }

  @Test
  void matching_tellsSourcesApart() {
    put("a", "{\"source\":[\"basket\"]}");

    assertThat(matching("basket", "t", 1)).containsExactly("a");
    assertThat(matching("checkout", "t", 1)).isEmpty();
    assertThat(matching("basket", "t", 2)).containsExactly("a");
  }

  @Test
  void matching_tellsDetailTypesApart() {
    put("a", "{\"detail-type\":[\"t\"],\"account\":[\"1\"]}");

    assertThat(matching("basket", "t", 1)).containsExactly("a");
    assertThat(matching("basket", "u", 1)).isEmpty();
  }

  @Test
  void matching_looksIntoTheDetail_onceARuleDoes() {
    put("a", "{\"source\":[\"basket\"]}");
    matching("basket", "t", 1);

    put("b", "{\"detail\":{\"n\":[1]}}");

    assertThat(matching("basket", "t", 1)).containsExactly("a", "b");
    assertThat(matching("basket", "t", 2)).containsExactly("a");
  }

  @Test
  void matching_seesARuleThatCameLater() {
    put("a", "{\"source\":[\"basket\"]}");
    matching("basket", "t", 1);

    put("b", "{\"detail-type\":[\"t\"]}");

    assertThat(matching("basket", "t", 1)).containsExactly("a", "b");
  }

  @Test
  void matching_missesARemovedRule() {
    Rule rule = put("a", "{\"source\":[\"basket\"]}");
    matching("basket", "t", 1);

    bus.remove(rule);

    assertThat(matching("basket", "t", 1)).isEmpty();
  }

  @Test
  void matching_missesADisabledRule() {
    Rule rule = put("a", "{\"source\":[\"basket\"]}");
    matching("basket", "t", 1);

    rule.define(rule.pattern(), null, false);
    bus.put(rule);

    assertThat(matching("basket", "t", 1)).isEmpty();
  }

  @Test
  void matching_ofFarMoreSourcesThanAreRemembered_isRightForEach() {
    put("a", "{\"source\":[{\"suffix\":\"0\"}]}");

    for (int i = 0; i < 6_000; i++) {
      assertThat(matching("s" + i % 3_000, "t", 1).isEmpty()).isEqualTo(i % 10 != 0);
    }
  }
}
