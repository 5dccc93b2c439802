package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.audit.AuditReport;
import io.tributary.audit.Example;
import io.tributary.audit.Finding;
import io.tributary.audit.PolicyVerdicts;
import io.tributary.audit.Verdict;
import io.tributary.cli.AuditText.Detail;
import io.tributary.local.ResourceGraph;
import io.tributary.system.Demo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTest {

  private static final PolicyVerdicts POLICY =
      new PolicyVerdicts(
          "queue policy of q",
          "urn",
          List.of(
              new Verdict("action a", new Verdict.Proof("all is well", "it ends in nothing")),
              new Verdict("action b", null)));

  private final Screen screen = new Screen();

  @Test
  void audit_ofTheSample_findsNothingAndSaysSoAsJson() throws IOException {
    assertThat(screen.run("audit", "--json")).as(screen.err()).isEqualTo(ExitCode.OK);

    JsonNode report = new ObjectMapper().readTree(screen.out());
    assertThat(report.path("findings")).isEmpty();
    assertThat(report.path("queuesNotMade").isArray()).isTrue();
    assertThat(report.path("notJudged").isArray()).isTrue();
    assertThat(report.path("notJudged")).isEmpty();
    assertThat(report.at("/policies/0/needed").asInt())
        .isPositive()
        .isEqualTo(report.at("/policies/0/grants").asInt());
  }

  @Test
  void result_ofAProgramThatNamesAQueueOfAnother_hasItAmongThoseThatAreNotMade() {
    String crm = "arn:aws:sqs:eu-west-1:536697261635:crm";
    ResourceGraph graph = Purchases.recorded(Map.of());
    ResourceGraph leadingToIt =
        graph.altered(
            graph.named("aws:cloudwatch/eventTarget:EventTarget", "purchase-events-target").urn(),
            inputs -> {
              inputs.put("arn", crm);
              return inputs;
            });
    AuditReport report = report(List.of(), List.of());

    var result = AuditCommand.Result.of(leadingToIt, report, List.of());

    assertThat(result.queuesNotMade()).containsExactly(crm);
    assertThat(result.publishedAsTheAccount()).isEmpty();
  }

  /** Three dots stand for what it leaves out, and for the flows before it. */
  @Test
  void audit_ofTheSample_printsWhatTheReadmeShows() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    int table = readme.indexOf("grants needed unneeded  policy");
    String[] shown =
        readme.substring(table, readme.indexOf("```", table)).split("(?m)^ +\\.\\.\\.\n");

    assertThat(screen.run("audit")).as(screen.err()).isEqualTo(ExitCode.OK);
    assertThat(screen.out()).contains(shown[0]).endsWith(shown[1]);
  }

  @Test
  void audit_whereAlarmsTellATopic_findsNothingAndSaysThatItsPolicyIsNotJudged() {
    String topic = "arn:aws:sns:eu-west-1:536697261635:alarms";

    assertThat(screen.run("audit", "--set", "alarmTopicArn=" + topic))
        .as(screen.err())
        .isEqualTo(ExitCode.OK);
    assertThat(screen.out())
        .contains(
            "No findings",
            "Not judged, taken to allow what the flows need: policy of topic alarms.");
  }

  @Test
  void audit_withTopicsOfOthers_judgesAllButWhetherTheUserMayPublishThere() throws IOException {
    assertThat(screen.run("audit", "--json", "--set", "username=bob"))
        .as(screen.err())
        .isEqualTo(ExitCode.OK);

    JsonNode report = new ObjectMapper().readTree(screen.out());
    assertThat(report.at("/policies/0/needed").asInt()).isPositive();
    assertThat(report.path("publishedAsTheAccount"))
        .extracting(JsonNode::asText)
        .containsExactly(
            "arn:aws:sns:eu-west-1:536697261635:jane-basket-events",
            "arn:aws:sns:eu-west-1:536697261635:jane-checkout-events");
  }

  @Test
  void audit_whereTheAccountHasTheLogPolicy_findsNothingAndSaysThatItIsNotJudged() {
    int code = screen.run("audit", "--set", "debugRule=true", "--set", "debugLogPolicy=shared");

    assertThat(code).as(screen.out()).isEqualTo(ExitCode.OK);
    assertThat(screen.out())
        .contains("Not judged, taken to allow what the flows need: log resource policy shared.");
  }

  @Test
  void audit_whereRolesAreBounded_findsNothingAndSaysThatTheBoundaryIsNotJudged() {
    String boundary = "permissionsBoundary=arn:aws:iam::536697261635:policy/team/pipes";

    assertThat(screen.run("audit", "--set", boundary)).as(screen.out()).isEqualTo(ExitCode.OK);
    assertThat(screen.out())
        .contains(
            "Not judged, taken to allow what the flows need: permissions boundary team/pipes.");
  }

  @Test
  void examplesOfOneFileName_areNotOneToTheAudit(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("parcel.json"), "{}");
    Files.writeString(folder.resolve("dhl.json"), "{}");
    Files.createDirectory(folder.resolve("ups"));
    Files.writeString(folder.resolve("ups/parcel.json"), "{}");
    Demo.Example plain = new Demo.Example("basketTopicArn", "parcel.json", "purchaseQueueUrl");
    Demo.Example other = new Demo.Example("basketTopicArn", "ups/parcel.json", "purchaseQueueUrl");
    Demo demo = new Demo(List.of(plain, plain.withAttributes("dhl.json"), other));

    assertThat(AuditCommand.examples(demo, Purchases.recorded(Map.of()), folder))
        .extracting(Example::name)
        .containsExactly("parcel.json", "parcel.json with dhl.json", "ups/parcel.json");
    assertThat(ConsolePages.examples(demo, folder))
        .extracting(io.tributary.console.Example::name)
        .containsExactly("parcel.json", "parcel.json with dhl.json", "ups/parcel.json");
  }

  @Test
  void auditOfAnotherFolder_namesTheSourceOfTheComponentInTheCheckout(@TempDir Path folder)
      throws IOException {
    Files.createDirectory(folder.resolve("example-sns-events"));
    copy(
        folder,
        "example-sns-events/basket-updated-event.json",
        "example-sns-events/checkout-created-event.json");

    AuditReport report =
        AuditCommand.audit(Purchases.whosePipeMayNotDelete(), folder).run((done, all) -> {});

    assertThat(report.findings())
        .extracting(Finding::file)
        .contains("src/main/java/io/tributary/component/SnsToBusPipe.java");
  }

  @Test
  void audit_ofAProgramThatBreaksARule_endsWithOneAndTellsTheRule(@TempDir Path folder)
      throws IOException {
    copy(folder, "Pulumi.yaml", "Pulumi.dev.yaml");
    Files.createDirectory(folder.resolve("example-sns-events"));
    copy(
        folder,
        "example-sns-events/basket-updated-event.json",
        "example-sns-events/checkout-created-event.json");
    Files.writeString(
        folder.resolve("waivers.yaml"),
        """
        waivers:
          - rule: retention-set
            resource: nothing
            reason: none any more
            expires: 2000-01-31
        """);

    int code = screen.run("audit", "-C", folder.toString());

    assertThat(code).as(screen.err()).isEqualTo(ExitCode.FOUND);
    assertThat(screen.out())
        .contains("No findings: permissions are neither too few nor too many.")
        .contains("1. waiver: retention-set of nothing", "the waiver expired on 2000-01-31");
  }

  @Test
  void audit_withWaiversThatCannotBeRead_isWrongUse(@TempDir Path folder) throws IOException {
    copy(folder, "Pulumi.yaml", "Pulumi.dev.yaml");
    Files.writeString(folder.resolve("waivers.yaml"), "waivers:\n  - rule: nonsense\n");

    assertThat(screen.run("audit", "-C", folder.toString())).isEqualTo(ExitCode.USAGE);
    assertThat(screen.err()).contains("waivers.yaml", "nonsense");
  }

  private static void copy(Path folder, String... files) throws IOException {
    for (String file : files) {
      Files.copy(Path.of(file), folder.resolve(file));
    }
  }

  @Test
  void rules_areListedWithTheirReasons() {
    assertThat(screen.run("audit", "--rules")).isEqualTo(ExitCode.OK);
    assertThat(screen.out()).contains("encryption-in-transit", "https://docs.aws.amazon.com/");
  }

  @Test
  void audit_ofAWrongConfig_isWrongUse() {
    assertThat(screen.run("audit", "--set", "maxReceiveCount=0")).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void text_countsThePiecesOfEachPolicyAndOfAll() {
    assertThat(AuditText.lines(report(List.of(POLICY), List.of()), Detail.POLICIES))
        .contains(
            "     2      1        1  queue policy of q",
            "     2      1        1  1 policies in all",
            "No findings: permissions are neither too few nor too many.");
  }

  @Test
  void text_tellsByPolicyHowManyGrantsEachFlowProves() {
    assertThat(lines(Detail.POLICIES))
        .containsSequence(
            "     2      1        1  queue policy of q",
            "                        proven by: all is well (1)")
        .noneMatch(line -> line.contains("action"));
  }

  @Test
  void text_withGrants_tellsOfEachTheFlowThatProvesIt() {
    assertThat(lines(Detail.GRANTS))
        .containsSequence(
            "     2      1        1  queue policy of q",
            "                          action a  <= needed: all is well",
            "                          action b  <= UNNEEDED");
  }

  @Test
  void text_withProofs_tellsWhatIsOtherwiseInThatFlow() {
    assertThat(lines(Detail.PROOFS))
        .containsSequence(
            "                          action a  <= needed: all is well",
            "                              it ends in nothing",
            "                          action b  <= UNNEEDED");
  }

  private static List<String> lines(Detail detail) {
    return AuditText.lines(report(List.of(POLICY), List.of()), detail);
  }

  @Test
  void text_ofADenial_tellsTheStatementAndItsFile() {
    Finding denied =
        new Finding(
            Finding.Kind.DENIED,
            "all is well",
            "not logged",
            List.of("action: logs:PutLogEvents"),
            "{}",
            "src/main/java/io/tributary/component/DebugRule.java");

    assertThat(AuditText.lines(report(List.of(), List.of(denied)), Detail.POLICIES))
        .contains("1. Denied: all is well", "   not logged", "   action: logs:PutLogEvents")
        .anyMatch(
            line ->
                line.contains(
                    "This statement would allow it, in what is made by component DebugRule"
                        + " (src/main/java/io/tributary/component/DebugRule.java):"));
  }

  @Test
  void text_ofALostEvent_saysThatTheOtherHalfIsNotJudged() {
    Finding lost = new Finding(Finding.Kind.LOST, "f", "it is gone", List.of(), null, null);

    assertThat(AuditText.lines(report(List.of(), List.of(lost)), Detail.POLICIES))
        .contains("1 finding:", "1. Not arrived: f", "   it is gone")
        .anyMatch(line -> line.contains("judged once every flow succeeds"));
  }

  @Test
  void text_ofTwoUnneededPieces_saysThatTheyMayStandInForEachOther() {
    Finding unneeded =
        new Finding(Finding.Kind.UNNEEDED, "p", "without it all is alike", List.of(), null, null);

    assertThat(
            AuditText.lines(report(List.of(POLICY), List.of(unneeded, unneeded)), Detail.POLICIES))
        .anyMatch(line -> line.contains("take one away, then audit again"));
    assertThat(AuditText.lines(report(List.of(POLICY), List.of(unneeded)), Detail.POLICIES))
        .noneMatch(line -> line.contains("take one away"));
  }

  @Test
  void text_whereNotEvenTheAuditsOwnEventCameThrough_callsNothingUnneeded() {
    AuditReport report =
        new AuditReport(
            List.of("f"), List.of(), List.of(), List.of(), List.of("pipe a"), List.of("rule b"));

    assertThat(AuditText.lines(report, Detail.POLICIES))
        .contains(
            "Not even an event of the audit's own came through pipe a: what looks unneeded may be"
                + " needed there, so nothing is called unneeded.",
            "No topic of an example leads to rule b: events of the audit's own were put straight"
                + " before.",
            "No findings, but whether permissions are too many is not judged.");
  }

  private static AuditReport report(List<PolicyVerdicts> policies, List<Finding> findings) {
    return new AuditReport(List.of("f"), policies, findings, List.of(), List.of(), List.of());
  }
}
