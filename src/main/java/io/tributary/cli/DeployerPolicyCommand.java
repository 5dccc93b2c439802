package io.tributary.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.tributary.local.DeployerPolicy;
import io.tributary.local.Program;
import io.tributary.local.ProgramException;
import io.tributary.local.ResourceGraph;
import io.tributary.system.ConfigException;
import io.tributary.system.ConfigProblem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the IAM policy for whoever deploys the program to AWS. */
@Command(
    name = "deployer-policy",
    description = {
      "Prints the IAM policy that a user or a CI role needs to deploy the program to AWS: what the AWS provider calls to"
          + " create, read, tag, change and delete its resources, on names that begin with the username only, and the"
          + " actions that AWS grants on all resources or none.",
      "It follows the config: debugRule, for one, needs more. For a change that removes or replaces resources (another"
          + " username, bus or topic), deploy with the rights of both before and after. Rights on Pulumi's state are not in it."
    },
    exitCodeList = {ExitCode.WELL, ExitCode.WRONG, ExitCode.GONE},
    footer = {
      "",
      "Examples:",
      "  tributary deployer-policy --stack main > policy.json",
      "  aws iam create-policy --policy-name deployer.jane --policy-document file://policy.json",
      "  tributary deployer-policy --set username=joe > after.json   # before the config is changed so",
      "  tributary deployer-policy --stack main --read-only   # for previews",
      "  tributary deployer-policy --operate > operate.json   # for whoever is on call",
      "  tributary deployer-policy --username 'pr-*'          # for usernames pr-1, pr-2, ...",
      "  tributary deployer-policy --account 123456789012     # where no ARN in the config tells it"
    })
final class DeployerPolicyCommand implements Callable<Integer> {

  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Terminal terminal;

  @Mixin private StackOptions options;

  @Option(
      names = "--username",
      paramLabel = "NAME",
      description =
          "for this username; with a * at its end for every username that begins so (default: the"
              + " stack's)")
  private String username;

  @Option(
      names = "--account",
      paramLabel = "NUMBER",
      description =
          "the account that the policy is for, for example 123456789012 (default: that of the first"
              + " ARN in the stack's config)")
  private String account;

  @ArgGroup private Instead instead;

  /** Another policy than that of whoever deploys. */
  static final class Instead {

    @Option(
        names = "--read-only",
        description = "only what reads, as 'pulumi preview --refresh' does")
    private boolean readOnly;

    @Option(
        names = "--operate",
        description =
            "instead, what whoever operates the program needs: to follow docs/runbook.md, but for"
                + " 'pulumi up', and to use the scripts")
    private boolean operate;
  }

  @Option(
      names = "--json-list",
      description =
          "print a list of PolicyName and PolicyDocument, as is done anyway when one managed policy"
              + " is too small")
  private boolean jsonList;

  DeployerPolicyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws JsonProcessingException {
    List<DeployerPolicy> policies = policies(recorded());
    boolean list = jsonList || policies.size() != 1;
    if (list && !jsonList) {
      terminal
          .err()
          .println("tributary: one managed policy is too small, so this is a list; attach all");
    }
    if (list) {
      terminal.printJson(list(policies));
    } else {
      terminal.out().println(policies.get(0).json());
    }
    return ExitCode.OK;
  }

  private ResourceGraph recorded() {
    try {
      Program program = program();
      ResourceGraph graph = KeptRecordings.ofThisCommand(terminal).of(program);
      if (program.knownAccount().isEmpty()) {
        throw noAccount(program);
      }
      return graph;
    } catch (ProgramException refused) {
      throw username != null && refused.getCause() instanceof ConfigException wrong
          ? ofOption(refused, wrong).orElse(refused)
          : refused;
    }
  }

  /** The program speaks of the config, where changing the username would be in vain. */
  private Optional<RuntimeException> ofOption(ProgramException refused, ConfigException wrong) {
    return wrong.problems().stream()
        .filter(DeployerPolicyCommand::isOfUsername)
        .findFirst()
        .map(
            problem ->
                "--username is '%s', but %s; for several usernames of one beginning put a * at its end, for example 'pr-*'"
                    .formatted(username, problem.rule()))
        .map(told -> new CommandException(ExitCode.USAGE, besides(told, refused, wrong)));
  }

  private static boolean isOfUsername(ConfigProblem problem) {
    return problem.key().equals("username");
  }

  /** With all else that is wrong: a key that nothing reads, other values of the config. */
  private static String besides(String told, ProgramException refused, ConfigException wrong) {
    Stream<String> unread =
        refused.problems().stream().filter(problem -> !problem.equals(wrong.getMessage()));
    Stream<String> others =
        wrong.problems().stream()
            .filter(Predicate.not(DeployerPolicyCommand::isOfUsername))
            .map(problem -> "  " + problem);
    return Stream.of(unread, Stream.of(told), others)
        .flatMap(lines -> lines)
        .collect(Collectors.joining("\n"));
  }

  private List<DeployerPolicy> policies(ResourceGraph graph) {
    if (instead == null) {
      return DeployerPolicy.of(graph, username);
    }
    return instead.operate
        ? DeployerPolicy.toOperate(graph, username)
        : DeployerPolicy.toRead(graph, username);
  }

  /** An example's account would do for a cloud of one's own, not for rights on AWS. */
  private static CommandException noAccount(Program program) {
    return new CommandException(
        ExitCode.USAGE,
        "no ARN in the config of stack "
            + program.stack()
            + " tells which account the policy is for; add its number, for example"
            + " --account 123456789012 ('aws sts get-caller-identity' prints that of your"
            + " credentials)");
  }

  private Program program() {
    if (account != null && !ACCOUNT.matcher(account).matches()) {
      throw new CommandException(
          ExitCode.USAGE,
          "--account is '"
              + account
              + "', but must be the 12 digits of an account's number, for example 123456789012");
    }
    return account == null ? ofUsernames() : ofUsernames().in(account);
  }

  /**
   * For usernames of one beginning, the program runs as one of them. It refuses a {@code *} that is
   * left: without a beginning, or elsewhere than at the end.
   */
  private Program ofUsernames() {
    return username == null
        ? options.load(terminal)
        : options.load(terminal, Map.of("username", username.replaceFirst("(?<=.)\\*$", "0")));
  }

  private static ArrayNode list(List<DeployerPolicy> policies) throws JsonProcessingException {
    ArrayNode list = JSON.createArrayNode();
    for (DeployerPolicy policy : policies) {
      list.addObject()
          .put("PolicyName", policy.name())
          .set("PolicyDocument", JSON.readTree(policy.json()));
    }
    return list;
  }
}
