package io.tributary.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/deploy.md tells whose rights what it says to do needs. */
class DeployPageTest {

  private static Stream<String> parts(String separator) {
    try {
      return Arrays.stream(Files.readString(Path.of("docs/deploy.md")).split(separator));
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  /** Whoever may write policies, of which the page says so, has more rights than these. */
  private static Set<String> othersThanTheDeployers(String section) {
    Set<String> actions = new TreeSet<>(RightsOnPages.anywhere(section));
    actions.removeIf(action -> action.startsWith("iam:"));
    actions.removeAll(RightsOnPages.toDeploy());
    return actions;
  }

  @Test
  void everyCommand_isTheDeployersOrSaidToBeTheOperators() {
    Set<String> operators = RightsOnPages.toOperate();

    assertThat(parts("\n##+ ").filter(it -> !othersThanTheDeployers(it).isEmpty()))
        .isNotEmpty()
        .allSatisfy(
            section -> {
              assertThat(operators).containsAll(othersThanTheDeployers(section));
              assertThat(section).contains("the policy that `--operate` prints");
            });
  }

  /** {@link DeployerPolicyTest} shows that one policy does not do. */
  @ParameterizedTest
  @ValueSource(strings = {"another `username`, which", "First attach [the policies of before"})
  void whatReplaces_isSaidToNeedThePoliciesOfBeforeAndAfter(String replacing) {
    assertThat(parts("\n\n").filter(it -> it.contains(replacing)))
        .singleElement()
        .asString()
        .contains("](#the-rights-of-who-deploys)");
  }
}
