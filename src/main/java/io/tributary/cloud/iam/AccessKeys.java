package io.tributary.cloud.iam;

import io.tributary.cloud.api.ApiErrors;
import io.tributary.cloud.time.EventLoop;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.IamException;

/**
 * Who stands behind which access key id. Signatures are not checked in the local cloud, so a key's
 * id alone says who calls.
 */
public final class AccessKeys {

  /**
   * A key.
   *
   * @param expires when it stops to work; null for a long-term key
   */
  record AccessKey(String id, Principal principal, Instant created, Instant expires) {}

  /**
   * How much of a temporary key's id all of them share, as AWS's share the account's part. By it a
   * key that has expired is known again once it is forgotten, and passes for no stranger's.
   */
  private static final int PREFIX_LENGTH = 12;

  private final EventLoop loop;
  private final UniqueIds ids;
  private final Map<String, AccessKey> keys = new LinkedHashMap<>();
  private String temporaryPrefix;

  AccessKeys(EventLoop loop) {
    this.loop = loop;
    this.ids = new UniqueIds(loop.random());
  }

  /** Makes an access key id, any text, stand for a principal. */
  public void register(String id, Principal principal) {
    register(id, principal, null);
  }

  /**
   * Makes an access key id stand for a principal for a while.
   *
   * @param expires when it stops to work; null for never
   */
  public void register(String id, Principal principal, Instant expires) {
    keys.put(id, new AccessKey(id, principal, loop.now(), expires));
  }

  /** Makes a new key for a principal, which lasts until it is removed. */
  AccessKey issue(Principal principal) {
    String id = ids.accessKey("AKIA");
    register(id, principal);
    return keys.get(id);
  }

  /**
   * Makes a new key for a session.
   *
   * @return its id
   */
  public String issueTemporary(Principal.RoleSession session, Instant expires) {
    keys.values().removeIf(this::isExpired);
    if (temporaryPrefix == null) {
      temporaryPrefix = ids.accessKey("ASIA").substring(0, PREFIX_LENGTH);
    }
    String id = ids.accessKey(temporaryPrefix);
    register(id, session, expires);
    return id;
  }

  private boolean isExpired(AccessKey key) {
    return key.expires() != null && !loop.now().isBefore(key.expires());
  }

  /** A secret to go with a key; no request is checked against it, so nothing keeps it. */
  public String newSecret() {
    return ids.secret();
  }

  /**
   * The principal behind an access key id; empty when nobody registered it.
   *
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException with code ExpiredToken
   *     when its time is over
   */
  public Optional<Principal> principalOf(String id) {
    AccessKey key = keys.get(id);
    if (key == null ? isForgotten(id) : isExpired(key)) {
      throw ApiErrors.error(
          IamException.builder(),
          "ExpiredToken",
          403,
          "The security token included in the request is expired");
    }
    return Optional.ofNullable(key).map(AccessKey::principal);
  }

  private boolean isForgotten(String id) {
    return temporaryPrefix != null && id.startsWith(temporaryPrefix);
  }

  /** The long-term keys of a principal, oldest first. */
  List<AccessKey> of(Principal principal) {
    return keys.values().stream()
        .filter(key -> key.expires() == null && key.principal().equals(principal))
        .toList();
  }

  void remove(String id) {
    keys.remove(id);
  }
}
