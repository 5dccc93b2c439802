package io.tributary.cloud.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.json.JsonObject;
import io.tributary.cloud.json.JsonText;
import io.tributary.cloud.pattern.EventPattern;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What a bus remembers is what its rules would say now, however they were changed. */
class BusPropertyTest {

  private static final Account ACCOUNT = new Account("123456789012", "eu-west-1");

  private static final List<String> NAMES = List.of("a", "b", "c");
  private static final List<String> SOURCES = List.of("shop.basket", "shop.till", "shed");
  private static final List<String> TYPES = List.of("updated", "Updated", "gone");

  /** With values of source and detail type; the last three look further. */
  private static final List<String> PATTERNS =
      List.of(
          "{\"source\":[\"shop.basket\"]}",
          "{\"source\":[{\"prefix\":\"shop.\"}],\"detail-type\":[\"updated\"]}",
          "{\"source\":[{\"anything-but\":[\"shed\"]}]}",
          "{\"source\":[{\"anything-but\":{\"prefix\":\"shop\"}}]}",
          "{\"source\":[{\"wildcard\":\"s*.t*\"}]}",
          "{\"source\":[{\"exists\":false}]}",
          "{\"source\":[{\"exists\":true}],\"version\":[\"0\"]}",
          "{\"detail-type\":[{\"equals-ignore-case\":\"updated\"}]}",
          "{\"detail-type\":[{\"suffix\":\"ne\"}],\"account\":[\"1\"]}",
          "{\"account\":[\"2\"]}",
          "{\"region\":[\"eu-west-1\"]}",
          "{\"source\":{\"$or\":[{\"n\":[1]},{\"m\":[2]}]}}",
          "{\"$or\":[{\"source\":[\"shed\"]},{\"detail\":{\"n\":[1]}}]}",
          "{\"detail\":{\"n\":[{\"numeric\":[\">\",1]}]}}",
          "{\"source\":[\"shed\"],\"detail\":{\"n\":[{\"exists\":false}]}}");

  private Bus bus;
  private Random random;

  @Property(tries = 300)
  void whatABusRemembers_isWhatItsRulesSayNow(@ForAll long seed) {
    random = new Random(seed);
    bus = new Bus("shop", "arn:bus", null, Instant.EPOCH);
    for (int step = 0; step < 40; step++) {
      change();
      for (int i = 0; i < 6; i++) {
        AcceptedEvent event = event();
        assertThat(bus.matching(event).stream().map(Rule::name))
            .containsExactlyInAnyOrderElementsOf(matchingNow(event));
      }
    }
  }

  private TreeSet<String> matchingNow(AcceptedEvent event) {
    TreeSet<String> names = new TreeSet<>();
    for (Rule rule : bus.rules().values()) {
      if (rule.enabled() && EventPattern.parse(rule.pattern().json()).matches(event.json())) {
        names.add(rule.name());
      }
    }
    return names;
  }

  private void change() {
    String name = of(NAMES);
    Rule rule = bus.rules().get(name);
    if (rule == null) {
      rule = new Rule(bus, name, "arn:" + name, ACCOUNT.id(), ACCOUNT);
    } else if (random.nextInt(3) == 0) {
      bus.remove(rule);
      return;
    }
    boolean looksFurther = random.nextInt(6) == 0;
    int pattern = random.nextInt(looksFurther ? PATTERNS.size() : PATTERNS.size() - 3);
    rule.define(EventPattern.parse(PATTERNS.get(pattern)), null, random.nextInt(4) > 0);
    bus.put(rule);
  }

  private AcceptedEvent event() {
    String source = of(SOURCES);
    String type = of(TYPES);
    JsonObject event = new JsonObject(200);
    event.put("version", "0").put("detail-type", type).put("source", source);
    event.put("account", "1").put("region", "eu-west-1");
    event.put("detail", JsonText.parse("{\"n\":" + random.nextInt(3) + "}").orElseThrow());
    return new AcceptedEvent(bus, "id", source, type, event.text(), 0, 1);
  }

  private String of(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
