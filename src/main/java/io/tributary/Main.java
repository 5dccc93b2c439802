package io.tributary;

import com.pulumi.Pulumi;
import io.tributary.system.Systems;
import java.util.logging.Logger;

/** The entry point of every Pulumi project here: runs the system that has the project's name. */
public final class Main {

  /**
   * Where Pulumi's SDK writes a second copy of what it tells the engine; held here, or it might be
   * collected.
   */
  private static final Logger SECOND_COPY = Logger.getLogger("com.pulumi");

  private Main() {}

  public static void main(String[] args) {
    SECOND_COPY.setUseParentHandlers(false);
    Pulumi.run(context -> Systems.ofProject(context.projectName()).stack().accept(context));
  }
}
