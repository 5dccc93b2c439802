package io.tributary.cli.bench;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whose requests a load is. */
public enum Client {

  /** Our own, which costs so little that it may run on the server's cores. */
  LIGHT("the light client") {
    @Override
    Callers callers(Target target, Pipeline pipeline, int batch) {
      return new LightCallers(target, pipeline, batch);
    }
  },

  /** The AWS SDK's synchronous ones, which most programs have. */
  SDK("the AWS SDK's clients") {
    @Override
    Callers callers(Target target, Pipeline pipeline, int batch) {
      return new SdkCallers(target, pipeline, batch);
    }
  };

  private final String words;

  Client(String words) {
    this.words = words;
  }

  /** What it is called in JSON. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it is called in a sentence. */
  public String words() {
    return words;
  }

  /**
   * Those who put a load on an endpoint.
   *
   * @param pipeline where to publish and receive; need not be the endpoint's own
   * @param batch events of one publish request, 1 to 10
   */
  abstract Callers callers(Target target, Pipeline pipeline, int batch);
}
