package io.tributary.local;

import java.util.List;

/**
 * Resources that the cloud would not make, change or delete; the rest of the program is deployed.
 */
public final class DeploymentFailedException extends ProgramException {

  private static final long serialVersionUID = 1L;

  private final transient List<Change> changes;

  DeploymentFailedException(List<String> problems, List<Change> changes) {
    super(problems);
    this.changes = changes;
  }

  /** What was done nevertheless. */
  public List<Change> changes() {
    return changes;
  }
}
