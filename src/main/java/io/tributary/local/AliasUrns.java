package io.tributary.local;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import pulumirpc.AliasOuterClass.Alias;
import pulumirpc.Resource.RegisterResourceRequest;

/**
 * The URNs that a resource had before, by its program's word: its own aliases, and those that
 * follow from its parent's.
 *
 * <p>See www.pulumi.com/docs/iac/concepts/resources/options/aliases/
 */
final class AliasUrns {

  private final Urn resource;
  private final Urn parent;

  private AliasUrns(String urn, String parent) {
    this.resource = Urn.of(urn);
    this.parent = parent == null ? null : Urn.of(parent);
  }

  /**
   * Works them out.
   *
   * @param urn the resource's own
   * @param parent the URN of its component; null at the top
   * @param parents what that component was before
   */
  static Set<String> of(
      String urn, RegisterResourceRequest request, String parent, Collection<String> parents) {
    AliasUrns aliases = new AliasUrns(urn, parent);
    Set<String> all = new TreeSet<>(request.getAliasURNsList());
    Set<Urn> names = new LinkedHashSet<>(List.of(aliases.resource));
    for (Alias alias : request.getAliasesList()) {
      Urn before =
          alias.hasUrn()
              ? Urn.of(alias.getUrn())
              : aliases.of(alias.getSpec(), request.getType(), request.getName());
      names.add(before);
      all.add(before.toString());
    }
    for (String old : parents) {
      names.forEach(name -> all.add(aliases.under(Urn.of(old), name).toString()));
    }
    all.remove(urn);
    return all;
  }

  /**
   * What a resource was while its component was another.
   *
   * @param urn the resource's own
   * @param parent the URN of its component
   * @param old what that component was before
   */
  static String inherited(String urn, String parent, String old) {
    AliasUrns aliases = new AliasUrns(urn, parent);
    return aliases.under(Urn.of(old), aliases.resource).toString();
  }

  private Urn of(Alias.Spec alias, String type, String name) {
    Urn under = alias.getNoParent() ? null : parent;
    if (!alias.getParentUrn().isEmpty()) {
      String named = Recording.parent(alias.getParentUrn());
      under = named == null ? null : Urn.of(named);
    }
    return new Urn(
        or(alias.getStack(), resource.stack()),
        or(alias.getProject(), resource.project()),
        (under == null ? "" : under.types() + "$") + or(alias.getType(), type),
        or(alias.getName(), name));
  }

  /** A child whose name begins with its parent's is taken to be named after it. */
  private Urn under(Urn old, Urn child) {
    String name =
        child.name().startsWith(parent.name())
            ? old.name() + child.name().substring(parent.name().length())
            : child.name();
    return new Urn(old.stack(), old.project(), old.types() + "$" + child.type(), name);
  }

  private static String or(String given, String otherwise) {
    return given.isEmpty() ? otherwise : given;
  }

  /** The parts between {@code ::}, of which only the name may hold such itself. */
  private record Urn(String stack, String project, String types, String name) {

    private static final String PREFIX = "urn:pulumi:";

    static Urn of(String text) {
      String[] parts = text.split("::", 4);
      if (parts.length < 4 || !text.startsWith(PREFIX)) {
        throw new ProgramException(
            List.of("'" + text + "' is no URN; one is urn:pulumi:STACK::PROJECT::TYPE::NAME"));
      }
      return new Urn(parts[0].substring(PREFIX.length()), parts[1], parts[2], parts[3]);
    }

    /** The resource's own type, without those of the components it is in. */
    String type() {
      return types.substring(types.lastIndexOf('$') + 1);
    }

    @Override
    public String toString() {
      return PREFIX + String.join("::", stack, project, types, name);
    }
  }
}
