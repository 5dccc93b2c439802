package io.tributary.ci;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What the GitHub workflows must hold beyond what actionlint looks at. */
class WorkflowsTest {

  private static final Path WORKFLOWS = Path.of(".github", "workflows");

  private static final String OWN_BRANCHES_ONLY =
      "github.event.pull_request.head.repo.full_name == github.repository";

  @Test
  void thereAreTestPreviewDeployAndDestroy() {
    assertThat(workflows().keySet())
        .containsExactly("deploy.yml", "destroy.yml", "preview.yml", "test.yml");
  }

  @Test
  void everyActionOfOthersIsPinnedByCommit() {
    assertThat(uses())
        .hasSizeGreaterThan(5)
        .allSatisfy(
            action -> assertThat(action).matches("\\./\\.github/actions/.+|[^@]+@[0-9a-f]{40}"));
  }

  @Test
  void noWorkflowHasRightsThatItsJobsDoNotAskFor() {
    assertThat(workflows().values())
        .allSatisfy(workflow -> assertThat(workflow.path("permissions").isObject()).isTrue())
        .allSatisfy(
            workflow ->
                assertThat(workflow.path("permissions"))
                    .allSatisfy(right -> assertThat(right.asText()).isEqualTo("read")));
  }

  @Test
  void noJobBothRunsTheCodeAndMayWriteToTheRepository() {
    assertThat(jobs())
        .filteredOn(job -> job.path("permissions").toString().contains("\"write\""))
        .filteredOn(job -> job.toString().contains("actions/checkout"))
        .isNotEmpty()
        .allSatisfy(
            job ->
                assertThat(job.path("permissions").toString())
                    .isEqualTo("{\"contents\":\"read\",\"id-token\":\"write\"}"));
  }

  @Test
  void aForkGetsNeitherCredentialsNorAComment() {
    List<JsonNode> onPullRequests =
        workflows().values().stream()
            .filter(workflow -> workflow.path("on").has("pull_request"))
            .map(workflow -> workflow.path("jobs"))
            .toList();

    assertThat(onPullRequests).hasSize(2);
    for (JsonNode jobs : onPullRequests) {
      assertThat(jobs)
          .filteredOn(WorkflowsTest::getsMoreThanToRead)
          .allMatch(job -> isForOwnBranchesOnly(job, jobs), "is skipped for forks");
    }
    assertThat(onPullRequests)
        .flatMap(jobs -> elements(jobs).filter(WorkflowsTest::getsMoreThanToRead).toList())
        .hasSize(2);
  }

  /** These run with the repository's rights whoever opened the pull request. */
  @Test
  void noWorkflowIsStartedByAForkWithTheRepositorysRights() {
    assertThat(workflows().values())
        .map(workflow -> workflow.path("on"))
        .allSatisfy(on -> assertThat(on.isObject()).isTrue())
        .noneMatch(on -> on.has("pull_request_target") || on.has("workflow_run"));
  }

  private static boolean getsMoreThanToRead(JsonNode job) {
    return job.path("permissions").toString().contains("write")
        || job.has("environment")
        || job.toString().contains("secrets.");
  }

  /** By its own condition, or because it is skipped with a job that is. */
  private static boolean isForOwnBranchesOnly(JsonNode job, JsonNode jobs) {
    String condition = job.path("if").asText();
    return condition.contains(OWN_BRANCHES_ONLY) && !condition.contains("||")
        || needs(job)
            .filter(need -> isForOwnBranchesOnly(jobs.path(need), jobs))
            .anyMatch(
                need ->
                    condition.isEmpty()
                        || condition.contains("needs." + need + ".result != 'skipped'"));
  }

  private static Stream<String> needs(JsonNode job) {
    JsonNode needs = job.path("needs");
    return needs.isTextual() ? Stream.of(needs.asText()) : elements(needs).map(JsonNode::asText);
  }

  @Test
  void theStackOfMainIsDeployedOnceTheTestsHavePassedAndNotOtherwise() {
    JsonNode jobs = workflows().get("deploy.yml").path("jobs");

    assertThat(jobs.at("/test/uses").asText()).isEqualTo("./.github/workflows/test.yml");
    assertThat(workflows().get("test.yml").path("on").has("workflow_call")).isTrue();
    assertThat(needs(jobs.path("deploy"))).containsExactly("test");
    assertThat(jobs.at("/test/if").asText()).isEqualTo("${{ !inputs.pull_request }}");
    assertThat(jobs.at("/deploy/if").asText())
        .isEqualTo(
            "${{ !cancelled() && (needs.test.result == 'success' || inputs.pull_request) }}");
  }

  /** A second run of the tests would wait in the same group, and be cancelled by a third. */
  @Test
  void aPushToMainIsTestedOnce() {
    assertThat(workflows().get("test.yml").path("on").has("push")).isFalse();
  }

  @Test
  void aStackIsChangedByOneRunAtATime() {
    assertThat(List.of("deploy.yml", "destroy.yml"))
        .map(name -> workflows().get(name).path("concurrency"))
        .allSatisfy(
            concurrency -> assertThat(concurrency.path("group").asText()).startsWith("stack-${{"))
        .allSatisfy(
            concurrency ->
                assertThat(concurrency.path("cancel-in-progress").asBoolean(true)).isFalse());
  }

  @Test
  void noCheckoutLeavesItsTokenBehind() {
    assertThat(steps())
        .filteredOn(step -> step.path("uses").asText().startsWith("actions/checkout@"))
        .isNotEmpty()
        .allSatisfy(
            step -> assertThat(step.at("/with/persist-credentials").asBoolean(true)).isFalse());
  }

  @Test
  void noScriptHoldsAnExpressionThatSomeoneElseCouldFill() {
    assertThat(steps())
        .map(step -> step.path("run").asText())
        .allSatisfy(script -> assertThat(script).doesNotContain("${{"));
  }

  private static List<String> uses() {
    return steps().stream()
        .filter(step -> step.has("uses"))
        .map(step -> step.path("uses").asText())
        .toList();
  }

  private static List<JsonNode> steps() {
    JsonNode shared = read(Path.of(".github", "actions", "pulumi", "action.yml"));
    return Stream.concat(
            jobs().stream().flatMap(job -> elements(job.path("steps"))),
            elements(shared.at("/runs/steps")))
        .toList();
  }

  private static List<JsonNode> jobs() {
    return workflows().values().stream()
        .flatMap(workflow -> elements(workflow.path("jobs")))
        .toList();
  }

  private static Stream<JsonNode> elements(JsonNode node) {
    return StreamSupport.stream(node.spliterator(), false);
  }

  private static TreeMap<String, JsonNode> workflows() {
    TreeMap<String, JsonNode> workflows = new TreeMap<>();
    try (Stream<Path> files = Files.list(WORKFLOWS)) {
      files.forEach(file -> workflows.put(file.getFileName().toString(), read(file)));
      return workflows;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static JsonNode read(Path file) {
    try {
      return new YAMLMapper().readTree(file.toFile());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
