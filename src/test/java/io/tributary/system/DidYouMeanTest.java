package io.tributary.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.system.purchase.PurchaseEventsConfig;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DidYouMeanTest {

  private static String hint(String key) {
    return DidYouMean.hint(key, PurchaseEventsConfig.KEYS);
  }

  @ParameterizedTest
  @CsvSource({
    "retensionDays, retentionDays",
    "retentoinDays, retentionDays",
    "logRetensionDays, logRetentionDays",
    "maxRecieveCount, maxReceiveCount",
    "max-receive-count, maxReceiveCount",
    "MAXRECEIVECOUNT, maxReceiveCount",
    "checkoutTopic, checkoutTopicArn",
    "usrname, username",
    "region, aws:region",
    "aws:username, username"
  })
  void aMistypedKey_isToldWithTheOneThatIsNear(String key, String meant) {
    assertThat(hint(key)).isEqualTo(key + " (did you mean " + meant + "?)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"aws:profile", "aws:version", "team", "x", "", "encryptionKeyOfTheQueues"})
  void aKeyThatNoneIsNear_isToldAlone(String key) {
    assertThat(hint(key)).isEqualTo(key);
  }

  @Test
  void aKeyWithTheProjectsNamespace_isToldWithOneThatHasIt() {
    assertThat(DidYouMean.hint("shop:usrname", List.of("aws:region", "shop:username")))
        .isEqualTo("shop:usrname (did you mean shop:username?)");
  }
}
