package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeployerPolicyCommandTest {

  private final Screen screen = new Screen();

  private JsonNode printed(String... options) throws JsonProcessingException {
    String[] args = new String[options.length + 1];
    args[0] = "deployer-policy";
    System.arraycopy(options, 0, args, 1, options.length);
    assertThat(screen.run(args)).as(screen.err()).isEqualTo(ExitCode.OK);
    return new ObjectMapper().readTree(screen.out());
  }

  @Test
  void ofTheSample_isOnePolicyForTheStacksUser() throws JsonProcessingException {
    JsonNode policy = printed();

    assertThat(policy.path("Version").asText()).isEqualTo("2012-10-17");
    assertThat(policy.findValuesAsText("Sid")).contains("Sqs", "IamRole", "NoResourceToName");
    assertThat(policy.toString())
        .contains("arn:aws:sqs:eu-west-1:536697261635:jane-*", "logs:CreateLogDelivery")
        .contains("{\"StringEquals\":{\"iam:PassedToService\":\"pipes.amazonaws.com\"}}");
  }

  @Test
  void withoutPipeLogs_setsUpNoLogDelivery() throws JsonProcessingException {
    assertThat(printed("--set", "pipeLogs=false").toString())
        .contains("pipes:CreatePipe")
        .doesNotContain("logs:CreateLogDelivery", "logs:PutResourcePolicy");
  }

  @Test
  void readOnly_passesNoRole() throws JsonProcessingException {
    assertThat(printed("--read-only").toString())
        .contains("sqs:GetQueueAttributes")
        .doesNotContain("iam:PassRole", "sqs:CreateQueue");
  }

  @Test
  void operate_isForThePersonOnCall() throws JsonProcessingException {
    assertThat(printed("--operate").toString())
        .contains("pipes:StartPipe", "arn:aws:pipes:eu-west-1:536697261635:pipe/jane-*")
        .doesNotContain("iam:PassRole", "sqs:CreateQueue", "sqs:SetQueueAttributes");
  }

  @Test
  void operateAndReadOnly_isOneTooMany() {
    assertThat(screen.run("deployer-policy", "--operate", "--read-only")).isEqualTo(ExitCode.USAGE);
    assertThat(screen.err()).contains("--read-only", "--operate", "mutually exclusive");
  }

  @Test
  void usernamesOfOneBeginning_areInTheNamesOfAllThatTheProgramMakes()
      throws JsonProcessingException {
    JsonNode policy =
        printed(
            ownSources(
                "--username",
                "pr-*",
                "--set",
                "permissionsBoundary=arn:aws:iam::536697261635:policy/pull-requests"));

    assertThat(policy.toString())
        .contains(":rule/pr-*-domain-events/pr-*-*", ":log-group:/pr-*/*", ":role/pr-*-*")
        .doesNotContain("jane", "pr-0");
  }

  /** The options of a stack whose config need hold no ARN, and these. */
  private static String[] ownSources(String... options) {
    var all = new ArrayList<>(List.of(options));
    for (String value :
        List.of("createSources=true", "basketTopicArn=", "checkoutTopicArn=", "eventBusArn=")) {
      all.addAll(List.of("--set", value));
    }
    return all.toArray(String[]::new);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--json-list", "--read-only", "--operate"})
  void withoutAnArnThatTellsTheAccount_isRefusedWithWhatToType(String option) {
    String[] args = ownSources("deployer-policy", option);

    assertThat(screen.run(args)).isEqualTo(ExitCode.USAGE);
    assertThat(screen.out()).isEmpty();
    assertThat(screen.err())
        .isEqualTo(
            "tributary: no ARN in the config of stack dev tells which account the policy is for; add"
                + " its number, for example --account 123456789012 ('aws sts get-caller-identity'"
                + " prints that of your credentials)\n");
  }

  /** Such a key may be for a provider; Pulumi, too, lands where the credentials say. */
  @Test
  void anArnThatTheProgramDoesNotRead_tellsNoAccount(@TempDir Path directory) throws IOException {
    Files.copy(Path.of("Pulumi.yaml"), directory.resolve("Pulumi.yaml"));
    Files.writeString(
        directory.resolve("Pulumi.dev.yaml"),
        """
        config:
          aws:region: eu-west-1
          aws-native:roleArn: arn:aws:iam::222222222222:role/deployer
          purchase-events:username: jane
          purchase-events:createSources: true
        """);
    String[] args = {"deployer-policy", "-C", directory.toString()};

    assertThat(screen.run(args)).isEqualTo(ExitCode.USAGE);
    assertThat(screen.err()).contains("tells which account the policy is for");
    assertThat(printed("-C", directory.toString(), "--account", "123456789012").toString())
        .contains("arn:aws:sqs:eu-west-1:123456789012:jane-*");
  }

  @ParameterizedTest
  @CsvSource({"eu-west-1, aws", "cn-north-1, aws-cn", "us-gov-west-1, aws-us-gov"})
  void withoutAnArn_isForTheAccountThatIsGiven_inThePartitionOfTheRegion(
      String region, String partition) throws JsonProcessingException {
    String[] args = ownSources("--account", "123456789012", "--set", "aws:region=" + region);

    assertThat(printed(args).toString())
        .contains("arn:" + partition + ":sqs:" + region + ":123456789012:jane-*")
        .doesNotContain("536697261635");
  }

  @Test
  void anAccountThatTheConfigsArnsAreNotOf_isRefused() {
    assertThat(screen.run("deployer-policy", "--account", "123456789012"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(screen.out()).isEmpty();
    assertThat(screen.err())
        .contains(
            "config has 3 problems", "eventBusArn is \"arn:aws:events:eu-west-1:536697261635:")
        .contains(
            "must be of the account whose credentials are used, 123456789012; or use those of 5366");
  }

  @Test
  void whereArnsAreOfSeveralAccounts_thatWhichIsGivenIsRight() {
    String[] args =
        ownSources(
            "deployer-policy",
            "--account",
            "222222222222",
            "--set",
            "alarmTopicArn=arn:aws:sns:eu-west-1:111111111111:alarms",
            "--set",
            "permissionsBoundary=arn:aws:iam::222222222222:policy/pipes");

    assertThat(screen.run(args)).isEqualTo(ExitCode.USAGE);
    assertThat(screen.err())
        .contains("config has 1 problem", "alarmTopicArn is", "222222222222; or use those of 1111")
        .doesNotContain("permissionsBoundary");
  }

  @Test
  void whatIsWrongWithTheConfig_isToldBeforeTheAccount_andItsRemedyIsAllThatIsNeeded()
      throws JsonProcessingException {
    String[] options = {"--set", "createSources=true", "--account", "123456789012"};
    assertThat(screen.run("deployer-policy", options[0], options[1], options[2], options[3]))
        .isEqualTo(ExitCode.USAGE);
    assertThat(screen.err())
        .contains("basketTopicArn", "must be absent when createSources is true")
        .endsWith("or add: --set basketTopicArn= --set checkoutTopicArn= --set eventBusArn=\n")
        .doesNotContain("--account");

    assertThat(printed(ownSources("--account", "123456789012")).toString())
        .contains("arn:aws:sqs:eu-west-1:123456789012:jane-*");
  }

  @Test
  void theAccountThatTheConfigsArnsAreOf_mayBeGivenToo() throws JsonProcessingException {
    assertThat(printed("--account", "536697261635").toString())
        .contains("arn:aws:sqs:eu-west-1:536697261635:jane-*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"aws:123456789012", "12345", ""})
  void anAccountThatIsNoNumber_isRefusedWithWhatIsAllowed(String account) {
    assertThat(screen.run("deployer-policy", "--account", account)).isEqualTo(ExitCode.USAGE);
    assertThat(screen.err()).contains("--account is '" + account + "'", "12 digits");
  }

  @Test
  void jsonList_namesThePolicy() throws JsonProcessingException {
    JsonNode list = printed("--json-list");

    assertThat(list.findValuesAsText("PolicyName")).containsExactly("deployer.jane");
    assertThat(list.at("/0/PolicyDocument/Statement")).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "*-pr", "pr-*-x", "a/b", "", "jane.doe", "pr.*", TOO_LONG})
  void aUsernameThatIsNone_isRefusedWithWhatIsAllowed(String username) {
    assertThat(screen.run("deployer-policy", "--username", username)).isEqualTo(ExitCode.USAGE);
    assertThat(screen.err()).contains("--username is '" + username + "'", "for example 'pr-*'");
    assertThat(screen.err())
        .contains("letters, digits, '-' or '_'")
        .doesNotContain("--set", "try:");
  }

  @Test
  void aUsernameThatIsNone_isToldWithAllElseThatIsWrongWithTheConfig() {
    assertThat(screen.run("deployer-policy", "--username", TOO_LONG, "--set", "maxReceiveCount=0"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(screen.err())
        .contains("--username is '" + TOO_LONG + "'", "for example 'pr-*'\n")
        .contains("maxReceiveCount is \"0\"", "must be a whole number from 1 to 1000")
        .doesNotContain("set username");
  }

  @Test
  void aUsernameThatIsNone_isToldBesideAKeyThatIsNotRead() {
    assertThat(screen.run("deployer-policy", "--username", "pr_*x", "--set", "foo=bar"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(screen.err())
        .startsWith("tributary: --set names foo, which purchase-events does not read; it reads ")
        .contains("\n--username is 'pr_*x', but ", "for example 'pr-*'\n")
        .doesNotContain("set username", "--set username=");
  }

  private static final String TOO_LONG = "jane-of-the-house-by-the-river-in-the-towns";
}
