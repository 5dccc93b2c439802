package io.tributary.cloud.pipes;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.pipes.model.ValidationException;

/** Limits of docs.aws.amazon.com/eventbridge/latest/pipes-reference/API_TagResource.html. */
class PipeTagsTest {

  @Test
  void fiftyTags_pass_andFiftyOneDoNot() {
    assertPass(tags(50));
    assertRefused(tags(51), "'tags'");
  }

  @Test
  void aTagsKeyOf128AndValueOf256Characters_pass_andOneMoreDoesNot() {
    assertPass(Map.of("k".repeat(128), "v".repeat(256), "k", ""));
    assertRefused(Map.of("k".repeat(129), "v"), "'tags.key'");
    assertRefused(Map.of("", "v"), "'tags.key'");
    assertRefused(Map.of("aws:k", "v"), "not begin with aws:");
    assertRefused(Map.of("k", "v".repeat(257)), "'tags.k.value'");
    assertRefused(Collections.singletonMap("k", null), "'tags.k.value'");
  }

  @Test
  void tagsWithSeveralProblems_areRefusedWithAllOfThem() {
    assertRefused(Map.of("", "v", "k", "v".repeat(257)), "2 validation errors detected");
  }

  private static Map<String, String> tags(int count) {
    return IntStream.range(0, count)
        .boxed()
        .collect(Collectors.toMap(Object::toString, Object::toString));
  }

  private static void assertPass(Map<String, String> tags) {
    assertThatCode(() -> PipeTags.require(tags)).doesNotThrowAnyException();
  }

  private static void assertRefused(Map<String, String> tags, String message) {
    assertThatThrownBy(() -> PipeTags.require(tags))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining(message);
  }
}
