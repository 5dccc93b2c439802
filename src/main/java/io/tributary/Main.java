package io.tributary;

import com.pulumi.Context;
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
    String config = System.getenv("PULUMI_CONFIG");
    Pulumi.run(context -> run(context, config));
  }

  /**
   * A program's own config tells only the keys that it asks for, so a mistyped one shows in the
   * environment alone.
   */
  private static void run(Context context, String config) {
    var system = Systems.ofProject(context.projectName());
    system.warnings(context.stackName(), config).forEach(context.log()::warn);
    system.stack().accept(context);
  }
}
