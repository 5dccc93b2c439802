package io.tributary.local;

import io.tributary.system.Systems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The purchase-events program with the config that tests share. */
public final class PurchaseProgram {

  public static final String TOPIC = "arn:aws:sns:eu-west-1:536697261635:jane-";
  static final String BUS = "arn:aws:events:eu-west-1:536697261635:event-bus/jane-domain-events";

  private PurchaseProgram() {}

  public static Program with(Map<String, String> changes) {
    Map<String, String> config = new TreeMap<>();
    config.put("aws:region", "eu-west-1");
    config.put("purchase-events:username", "jane");
    config.put("purchase-events:basketTopicArn", TOPIC + "basket-events");
    config.put("purchase-events:checkoutTopicArn", TOPIC + "checkout-events");
    config.put("purchase-events:eventBusArn", BUS);
    config.putAll(changes);
    config.values().removeIf(String::isEmpty);
    return new Program("purchase-events", "dev", config, Set.of(), Systems.PURCHASE_EVENTS.stack());
  }

  /** As for an account that provides neither topics nor bus. */
  public static Program withOwnSources() {
    return with(
        Map.of(
            "purchase-events:createSources", "true",
            "purchase-events:basketTopicArn", "",
            "purchase-events:checkoutTopicArn", "",
            "purchase-events:eventBusArn", ""));
  }

  /** The graph of the program with this config. */
  public static ResourceGraph recorded() {
    return ProgramRecorder.record(with(Map.of()));
  }

  /** An example event, as a person publishes it. */
  static String example(String name) {
    try {
      return Files.readString(Path.of("example-sns-events", name + ".json"));
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}
