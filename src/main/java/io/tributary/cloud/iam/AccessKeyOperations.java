package io.tributary.cloud.iam;

import io.tributary.cloud.api.Page;
import java.util.Locale;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.DeleteAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.ListAccessKeysRequest;
import software.amazon.awssdk.services.iam.model.ListAccessKeysResponse;
import software.amazon.awssdk.services.iam.model.StatusType;

/** The operations on the long-term access keys of users. */
final class AccessKeyOperations extends IamOperations {

  /** Hard limit of AWS. */
  private static final int KEYS_MAX = 2;

  private final AccessKeys keys;

  AccessKeyOperations(Iam iam, Caller caller) {
    super(iam, caller);
    this.keys = iam.accessKeys();
  }

  AccessKey create(CreateAccessKeyRequest request) {
    IamUser user = user("iam:CreateAccessKey", nameOrCaller(request.userName()));
    Principal.User principal = identities().principal(user);
    if (keys.of(principal).size() >= KEYS_MAX) {
      throw IamErrors.limit("Cannot exceed quota for AccessKeysPerUser: " + KEYS_MAX);
    }
    AccessKeys.AccessKey key = keys.issue(principal);
    return AccessKey.builder()
        .userName(user.name())
        .accessKeyId(key.id())
        .secretAccessKey(keys.newSecret())
        .status(StatusType.ACTIVE)
        .createDate(key.created())
        .build();
  }

  void delete(DeleteAccessKeyRequest request) {
    IamUser user = user("iam:DeleteAccessKey", nameOrCaller(request.userName()));
    boolean there =
        keys.of(identities().principal(user)).stream()
            .anyMatch(key -> key.id().equals(request.accessKeyId()));
    if (!there) {
      throw IamErrors.noSuchEntity(
          "The Access Key with id " + request.accessKeyId() + " cannot be found.");
    }
    keys.remove(request.accessKeyId());
  }

  ListAccessKeysResponse list(ListAccessKeysRequest request) {
    IamUser user = user("iam:ListAccessKeys", nameOrCaller(request.userName()));
    Page<AccessKeys.AccessKey> page =
        page(
            keys.of(identities().principal(user)),
            AccessKeyOperations::age,
            request.maxItems(),
            request.marker());
    return ListAccessKeysResponse.builder()
        .accessKeyMetadata(page.items().stream().map(key -> described(user, key)).toList())
        .isTruncated(page.truncated())
        .marker(page.nextToken())
        .build();
  }

  /** Of another key another text; that of an older key comes first. */
  private static String age(AccessKeys.AccessKey key) {
    return String.format(Locale.ROOT, "%020d %s", key.created().toEpochMilli(), key.id());
  }

  private static AccessKeyMetadata described(IamUser user, AccessKeys.AccessKey key) {
    return AccessKeyMetadata.builder()
        .userName(user.name())
        .accessKeyId(key.id())
        .status(StatusType.ACTIVE)
        .createDate(key.created())
        .build();
  }
}
