package io.tributary.audit;

import io.tributary.cloud.iam.Decision;
import io.tributary.local.DeploymentFailedException;
import java.util.List;

/** A graph whose resources the cloud would not make. */
final class NotDeployedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Decision> denials;

  /**
   * The failure of a deployment.
   *
   * @param denials what IAM denied while it lasted
   */
  NotDeployedException(DeploymentFailedException failure, List<Decision> denials) {
    super(failure.getMessage(), failure);
    this.denials = denials;
  }

  List<Decision> denials() {
    return denials;
  }

  /** Why, in a sentence: the first denial if there was one. */
  String reason() {
    return denials.isEmpty() ? getMessage() : denials.get(0).message();
  }
}
