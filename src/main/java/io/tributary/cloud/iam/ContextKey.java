package io.tributary.cloud.iam;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A condition key named in a policy. Key names are read in any case.
 *
 * <p>See docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
final class ContextKey {

  /** Behind a slash stands what may have spaces within: a tag's key. */
  private static final Pattern FORM =
      Pattern.compile("[A-Za-z0-9.\\-/]+:[^\\s${}]+(/[^\\s${}]+( +[^\\s${}]+)+)?");

  private static final String PRINCIPAL_TAG = "aws:PrincipalTag/";
  private static final String SERVICE_NAMES = "aws:PrincipalServiceNamesList";

  private final String name;
  private final GlobalKey global;
  private final String principalTag;
  private final boolean multivalued;
  private final boolean serviceNames;

  private ContextKey(String name, GlobalKey global, String principalTag) {
    this.name = name;
    this.global = global;
    this.principalTag = principalTag;
    this.multivalued = GlobalKey.isMultivalued(name);
    this.serviceNames = name.equalsIgnoreCase(SERVICE_NAMES);
  }

  static boolean wellFormed(String name) {
    return FORM.matcher(name).matches();
  }

  static ContextKey of(String name) {
    boolean tag = name.regionMatches(true, 0, PRINCIPAL_TAG, 0, PRINCIPAL_TAG.length());
    return new ContextKey(
        name, GlobalKey.named(name), tag ? name.substring(PRINCIPAL_TAG.length()) : null);
  }

  /** Whether the key has one value at most, known without looking into the request's own keys. */
  boolean isGlobal() {
    return global != null || principalTag != null;
  }

  /** The key's only value; null when it is absent or may have several. */
  String single(RequestContext context) {
    if (global != null) {
      return global.value(context);
    }
    if (principalTag != null) {
      return context.principalTag(principalTag);
    }
    List<String> values = several(context);
    return values.size() == 1 && !multivalued ? values.get(0) : null;
  }

  /** The values of a key that the service told, or is; empty when it is absent. */
  List<String> several(RequestContext context) {
    return serviceNames ? context.serviceNames() : context.told(name);
  }

  @Override
  public String toString() {
    return name;
  }
}
