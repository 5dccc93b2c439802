package io.tributary;

import com.pulumi.Pulumi;
import io.tributary.system.Systems;

/** The entry point of every Pulumi project here: runs the system that has the project's name. */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    Pulumi.run(context -> Systems.ofProject(context.projectName()).stack().accept(context));
  }
}
