package io.tributary.cloud.iam;

import io.tributary.cloud.api.Page;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.PermissionsBoundaryAttachmentType;
import software.amazon.awssdk.services.iam.model.Tag;

/** What all operations of the IAM API share: who calls, what exists, and leave to do it. */
abstract class IamOperations {

  /** The longest name of a user or role. */
  static final int NAME_MAX = 64;

  private static final int DESCRIPTION_MAX = 1_000;

  /**
   * The actions whose {@code iam:PermissionsBoundary} is the boundary that their role or user has;
   * of those that set one it is the boundary that is asked for.
   *
   * <p>See
   * docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
   */
  private static final Set<String> TELL_CURRENT_BOUNDARY =
      Set.of(
          "iam:AttachRolePolicy",
          "iam:AttachUserPolicy",
          "iam:DeleteRolePermissionsBoundary",
          "iam:DeleteRolePolicy",
          "iam:DeleteUserPermissionsBoundary",
          "iam:DeleteUserPolicy",
          "iam:DetachRolePolicy",
          "iam:DetachUserPolicy",
          "iam:PutRolePolicy",
          "iam:PutUserPolicy");

  private static final int DEFAULT_PAGE = 100;
  private static final int LARGEST_PAGE = 1_000;

  private final Iam iam;
  private final Caller caller;

  IamOperations(Iam iam, Caller caller) {
    this.iam = iam;
    this.caller = caller;
  }

  Identities identities() {
    return iam.identities();
  }

  Caller caller() {
    return caller;
  }

  /**
   * The page of a list that a request asks for.
   *
   * @param name of an entry, by which the list is ordered; another one in each
   * @param maxItems 1 to 1,000; null for 100
   * @param marker of the page before, or null
   */
  static <T> Page<T> page(
      Collection<T> all, Function<T, String> name, Integer maxItems, String marker) {
    int size = maxItems == null ? DEFAULT_PAGE : maxItems;
    IamRules.range("maxItems", size, 1, LARGEST_PAGE);
    NavigableMap<String, T> byName = new TreeMap<>();
    all.forEach(entry -> byName.put(name.apply(entry), entry));
    return Page.of(
        byName, entry -> true, marker, size, () -> IamErrors.validation("Invalid Marker."));
  }

  /** Fails with AccessDenied unless the caller may do this. */
  void require(String action, String resource, Map<String, List<String>> context) {
    Decision decision = iam.decide(new AccessRequest(caller, action, resource, context), null);
    if (!decision.allowed()) {
      throw IamErrors.denied(decision);
    }
  }

  void require(String action, String resource) {
    require(action, resource, Map.of());
  }

  /** Fails with AccessDenied unless the caller may create this and, if tags are given, tag it. */
  void requireCreate(
      String create, String tag, String resource, List<Tag> tags, String boundaryArn) {
    require(create, resource, createContext(tags, boundaryArn));
    if (!tags.isEmpty()) {
      require(tag, resource, tagContext(tags));
    }
  }

  /** The role, once the caller may do this to it. */
  IamRole role(String action, String name, Map<String, List<String>> context) {
    IamRules.name("roleName", name, NAME_MAX);
    IamRole role = identities().roles().get(name);
    require(
        action,
        role == null ? identities().roleArn("/", name) : role.arn(),
        withKeysOf(role, action, context));
    if (role == null) {
      throw IamErrors.noSuchEntity("The role with name " + name + " cannot be found.");
    }
    return role;
  }

  IamRole role(String action, String name) {
    return role(action, name, Map.of());
  }

  /** The user, once the caller may do this to it. */
  IamUser user(String action, String name, Map<String, List<String>> context) {
    IamRules.name("userName", name, NAME_MAX);
    IamUser user = identities().users().get(name);
    require(action, identities().userArn(name), withKeysOf(user, action, context));
    if (user == null) {
      throw IamErrors.noSuchEntity("The user with name " + name + " cannot be found.");
    }
    return user;
  }

  IamUser user(String action, String name) {
    return user(action, name, Map.of());
  }

  /** The user that a request names; when it names none, the calling user. */
  String nameOrCaller(String name) {
    if (name != null) {
      return name;
    }
    if (caller().principal() instanceof Principal.User user) {
      return user.name();
    }
    if (caller().principal() instanceof Principal.Root) {
      throw new UnsupportedOperationException(
          "IAM asked by the account itself without UserName: the local cloud keeps neither access"
              + " keys nor a user of the account itself; give UserName");
    }
    throw IamErrors.validation("Must specify userName when calling with non-User credentials");
  }

  /** The condition keys of a request and those that what it is about has itself. */
  private static Map<String, List<String>> withKeysOf(
      IamEntity entity, String action, Map<String, List<String>> context) {
    if (entity == null) {
      return context;
    }
    Map<String, List<String>> all = new LinkedHashMap<>(context);
    if (entity.boundaryPolicy() != null && TELL_CURRENT_BOUNDARY.contains(action)) {
      all.put("iam:PermissionsBoundary", List.of(entity.boundaryPolicy().arn()));
    }
    entity
        .tags()
        .forEach(
            (key, value) -> {
              all.put("aws:ResourceTag/" + key, List.of(value));
              all.put("iam:ResourceTag/" + key, List.of(value));
            });
    return all;
  }

  /**
   * The condition keys by which policies see the tags of a request; a tag without a key has none.
   */
  static Map<String, List<String>> tagContext(List<Tag> tags) {
    Map<String, String> values = new LinkedHashMap<>();
    tags.stream()
        .filter(tag -> tag.key() != null)
        .forEach(tag -> values.put(tag.key(), Objects.requireNonNullElse(tag.value(), "")));
    return RequestTags.keys(values);
  }

  /** The condition keys of a request that creates an entity with these. */
  private static Map<String, List<String>> createContext(List<Tag> tags, String boundaryArn) {
    Map<String, List<String>> context = tagContext(tags);
    if (boundaryArn != null) {
      context.put(
          "iam:PermissionsBoundary",
          List.of(IamRules.policyArn("permissionsBoundary", boundaryArn)));
    }
    return context;
  }

  /** The managed policy that is to bound an entity; null when none is asked for. */
  ManagedPolicy boundary(String arn) {
    return arn == null ? null : attachable(arn);
  }

  /** A policy to attach. */
  ManagedPolicy attachable(String arn) {
    ManagedPolicy policy = identities().policies().get(arn);
    if (policy == null) {
      throw IamErrors.noSuchEntity(
          "Policy " + arn + " does not exist or is not attachable." + hintOfAws(arn));
    }
    return policy;
  }

  /** What to add when a policy is not found: AWS's own do not exist in the local cloud. */
  static String hintOfAws(String policyArn) {
    return policyArn.contains(":iam::aws:policy/")
        ? " The local cloud does not hold the managed policies of AWS: create a policy with the"
            + " statements that are needed."
        : "";
  }

  /** A description that is not too long; null where none is given. */
  static String description(String text) {
    if (text != null) {
      IamRules.range("description.length", text.length(), 0, DESCRIPTION_MAX);
    }
    return text;
  }

  static AttachedPermissionsBoundary boundaryOf(IamEntity entity) {
    return entity.boundaryPolicy() == null
        ? null
        : AttachedPermissionsBoundary.builder()
            .permissionsBoundaryType(PermissionsBoundaryAttachmentType.PERMISSIONS_BOUNDARY_POLICY)
            .permissionsBoundaryArn(entity.boundaryPolicy().arn())
            .build();
  }

  /** A document as the API gives it back: percent-encoded after RFC 3986. */
  static String encoded(PolicyDocument document) {
    return URLEncoder.encode(document.json(), StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}
