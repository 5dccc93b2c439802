package io.tributary.cloud.iam;

import static io.tributary.cloud.api.ApiFailures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;

/** What the IAM API takes of names, paths, tags, documents and pages. */
class IamRulesTest extends IamFixture {

  private void createAt(String path) {
    await(root.createRole(it -> it.roleName("r").path(path).assumeRolePolicyDocument(TRUST)));
  }

  @Test
  void aPathOf512Characters_isTheLongest() {
    createAt("/" + "p".repeat(510) + "/");

    assertFails(() -> createAt("/" + "p".repeat(511) + "/"), "ValidationError", 400, "path");
  }

  @ParameterizedTest
  @ValueSource(strings = {"p/", "/p", "/a b/", "//x"})
  void aPathThatDoesNotBeginAndEndWithASlash_isInvalid(String path) {
    assertFails(() -> createAt(path), "ValidationError", 400, "It must begin and end with /");
  }

  @Test
  void aMissingName_isInvalid() {
    assertFails(
        () -> await(root.getRole(it -> {})),
        "ValidationError",
        400,
        "Value null at 'roleName' failed to satisfy constraint: Member must not be null");
  }

  @Test
  void anEmptyName_isInvalid() {
    assertFails(
        () -> await(root.getRole(it -> it.roleName(""))),
        "ValidationError",
        400,
        "Member must not be null");
  }

  @Test
  void aPolicyNameOf128Characters_isTheLongest() {
    createPolicy("p".repeat(128), SEND);

    assertFails(
        () -> createPolicy("p".repeat(129), SEND),
        "ValidationError",
        400,
        "Member must have length less than or equal to 128");
  }

  @Test
  void aDocumentOfCharactersBeyondLatin1_isMalformed() {
    assertFails(
        () -> createPolicy("p", SEND.replace("sqs:SendMessage", "sqs:\u0100")),
        "MalformedPolicyDocument",
        400,
        "may only contain characters of Latin-1");
  }

  @Test
  void aDocumentThatIsNone_isMalformedInTheReadersWords() {
    assertFails(
        () -> createPolicy("p", "{}"),
        "MalformedPolicyDocument",
        400,
        "Syntax errors in policy: Statement is missing");
  }

  private void tag(Tag... tags) {
    await(root.tagRole(it -> it.roleName("r").tags(tags)));
  }

  private static Tag of(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  @Test
  void aTagOf128And256Characters_isTheLongest() {
    createRole("r");
    tag(of("k".repeat(128), "v".repeat(256)));

    assertFails(() -> tag(of("k".repeat(129), "v")), "ValidationError", 400, "'tags.member.key'");
    assertFails(() -> tag(of("k", "v".repeat(257))), "ValidationError", 400, "'tags.member.value'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"aws:team", "AWS:team"})
  void aTagThatIsAwssOwn_isInvalid(String key) {
    createRole("r");

    assertFails(() -> tag(of(key, "v")), "ValidationError", 400, "not begin with aws:");
    tag(of("aws", "v"));
  }

  @Test
  void aTagWithoutAKey_isInvalid() {
    createRole("r");

    assertFails(() -> tag(of("", "v")), "ValidationError", 400, "tags.member.key");
  }

  @Test
  void aTagWithoutAValue_isInvalid() {
    createRole("r");

    assertFails(
        () -> tag(of("k", null)),
        "ValidationError",
        400,
        "Value null at 'tags.member.value' failed to satisfy constraint: Member must not be null");
    tag(of("k", ""));
  }

  @Test
  void aTagOfCharactersThatAwsTakes_isKept() {
    createRole("r");
    Tag tag = of("Cost Center_.:/=+-@ é1", "Human Resources");
    tag(tag);

    assertThat(await(root.listRoleTags(it -> it.roleName("r"))).tags()).containsExactly(tag);
  }

  @ParameterizedTest
  @ValueSource(strings = {"team#1", "a,b", "(x)", "a\tb", "*"})
  void aTagOfOtherCharacters_isInvalid(String text) {
    createRole("r");

    assertFails(
        () -> tag(of(text, "v")),
        "ValidationError",
        400,
        "at 'tags.member.key' failed to satisfy constraint: Member must satisfy regular expression"
            + " pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+");
    assertFails(
        () -> tag(of("k", text)),
        "ValidationError",
        400,
        "at 'tags.member.value' failed to satisfy constraint: Member must satisfy regular"
            + " expression pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");
  }

  @Test
  void tagKeysThatDifferInCaseOnly_areDuplicates() {
    createRole("r");

    assertFails(
        () -> tag(of("team", "a"), of("Team", "b")), "InvalidInput", 400, "Duplicate tag keys");
  }

  @Test
  void aTagAgain_replacesTheOneBefore() {
    createRole("r");
    tag(of("k", "a"));
    tag(of("k", "b"));

    assertThat(await(root.getRole(it -> it.roleName("r"))).role().tags())
        .containsExactly(of("k", "b"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1_001})
  void aPageOfASizeThatAwsDoesNotTake_isInvalid(int items) {
    assertFails(
        () -> await(root.listRoles(it -> it.maxItems(items))), "ValidationError", 400, "maxItems");
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "x", "-1", "1234567890"})
  void aMarkerThatNobodyGave_isInvalid(String marker) {
    createRole("a");
    createRole("b");

    assertFails(
        () -> await(root.listRoles(it -> it.marker(marker))),
        "ValidationError",
        400,
        "Invalid Marker.");
  }

  @Test
  void aPage_has100ItemsByDefault() {
    IntStream.range(0, 101).forEach(i -> iam.identities().addUser("u" + (1_000 + i)));

    assertThat(await(root.listUsers()).users()).hasSize(100);
    assertThat(await(root.listUsers(it -> it.maxItems(1_000))).users()).hasSize(101);
  }

  @Test
  void aPageThatEndsWithTheList_isTheLast() {
    createRole("a");
    createRole("b");

    List<Role> roles = await(root.listRoles(it -> it.maxItems(2))).roles();

    assertThat(roles).hasSize(2);
    assertThat(await(root.listRoles(it -> it.maxItems(2))).isTruncated()).isFalse();
  }
}
