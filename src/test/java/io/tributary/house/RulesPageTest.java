package io.tributary.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/rules.md tells the rules as they are. */
class RulesPageTest {

  private static final String LIST = "## The rules\n\n";

  /** To mend a failure, put what the test expected in place of the list. */
  @Test
  void thePage_listsEveryRuleAsItIs() throws IOException {
    String page = Files.readString(Path.of("docs/rules.md"));

    assertThat(page.substring(page.indexOf(LIST) + LIST.length())).isEqualTo(list());
  }

  @Test
  void theReadme_tellsHowManyThereAre() throws IOException {
    assertThat(Files.readString(Path.of("README.md")))
        .contains("The %d rules of the house are kept.".formatted(HouseRules.all().size()));
  }

  private static String list() {
    return HouseRules.all().stream().map(RulesPageTest::section).collect(Collectors.joining("\n"));
  }

  private static String section(Rule rule) {
    return "### %s\n\n%s\n\n*What to do:* %s\n\n<%s>\n"
        .formatted(rule.id(), rule.reason(), rule.fix(), rule.page());
  }

  @Test
  void ids_areInKebabCaseAndDiffer() {
    List<String> ids = HouseRules.all().stream().map(Rule::id).toList();

    assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z]+(-[a-z]+)*"));
  }

  @Test
  void pages_areAwsOwn() {
    assertThat(HouseRules.all())
        .allMatch(it -> it.page().startsWith("https://docs.aws.amazon.com/"));
  }
}
