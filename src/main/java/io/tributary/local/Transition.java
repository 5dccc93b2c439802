package io.tributary.local;

import io.tributary.local.resource.PlannedResource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * From what is in a cloud to what is wanted there: what stays, if under another URN, what goes, and
 * what is made anew. What Pulumi refuses, or would come to harm by on AWS, is refused.
 */
final class Transition {

  private final Map<String, Live> wanted;

  /** What is there, by the URN that it has from now on. */
  private final Map<String, Live> live;

  /** The URNs of what is there, each after what it needs. */
  private final List<GraphResource> order;

  /** What is deleted and made anew. */
  private final Set<String> replaced = new HashSet<>();

  private final List<String> problems = new ArrayList<>();

  /**
   * Works it out.
   *
   * @param live what is there, by URN
   * @param wanted what is to be there, by URN
   * @param provided the ARNs of what is wanted and comes from elsewhere
   * @throws ProgramException if there is no such way
   */
  Transition(Map<String, Live> live, Map<String, Live> wanted, Set<String> provided) {
    this.wanted = wanted;
    this.live = Renaming.of(live, wanted);
    TreeMap<String, GraphResource> resources = new TreeMap<>();
    this.live.forEach((urn, it) -> resources.put(urn, it.resource()));
    this.order = DependencyOrder.of(resources);
    order.forEach(this::decide);
    checkIdentities();
    checkProvided(provided);
    if (!problems.isEmpty()) {
      throw new ProgramException(problems);
    }
  }

  /** What is there, by the URN that it has from now on. */
  Map<String, Live> live() {
    return live;
  }

  /** What is deleted, each before what it needs; some of it is wanted, and so made anew. */
  List<GraphResource> deleted() {
    List<GraphResource> deleted = new ArrayList<>();
    for (GraphResource resource : order) {
      if (!wanted.containsKey(resource.urn()) || replaced.contains(resource.urn())) {
        deleted.add(resource);
      }
    }
    Collections.reverse(deleted);
    return deleted;
  }

  /** The URNs of what is deleted before it is made: what it was, and what had its name in AWS. */
  List<String> deletedBefore(Live next) {
    return deleted().stream()
        .map(GraphResource::urn)
        .filter(urn -> urn.equals(next.resource().urn()) || next.isNamedAs(live.get(urn)))
        .toList();
  }

  private void decide(GraphResource resource) {
    String urn = resource.urn();
    Live next = wanted.get(urn);
    if (next == null) {
      if (resource.isProtected()) {
        refuseProtected(urn, "deleted");
      }
    } else if (!live.get(urn).works()) {
      // Pulumi would change it where it is; what can fail so holds nothing that would be lost.
      replaced.add(urn);
    } else if (live.get(urn).isReplacedForItsUrnBy(next)) {
      problems.add(namedByUrn(urn));
    } else if (live.get(urn).isReplacedBy(next) || isOfReplaced(resource)) {
      replaced.add(urn);
      if (resource.isProtected() && next.resource().isProtected()) {
        refuseProtected(urn, "replaced");
      }
    }
  }

  private static String namedByUrn(String urn) {
    return urn
        + " would be replaced and lose what it holds: the program gives it no name in AWS, so that"
        + " it is named after its URN here, which an alias changes. Pulumi would let it keep the"
        + " name that it has; for the local cloud, start anew";
  }

  /**
   * Whether one of the inputs that it cannot change comes from a resource that is made anew: Pulumi
   * deletes it before that one, whether or not the value will be the same.
   */
  private boolean isOfReplaced(GraphResource resource) {
    PlannedResource old = live.get(resource.urn()).planned();
    return old != null
        && resource.propertyDependencies().entrySet().stream()
            .anyMatch(
                property ->
                    old.replacedWith().contains(property.getKey())
                        && !Collections.disjoint(property.getValue(), replaced));
  }

  private void refuseProtected(String urn, String verb) {
    problems.add(
        urn
            + " would be "
            + verb
            + ", but the program protects it; deploy it without protect first, as Pulumi asks");
  }

  /**
   * Pulumi makes what is new before it deletes what is gone. With the same name in AWS the new one
   * is refused, or is the old one, and is deleted with it.
   */
  private void checkIdentities() {
    Map<List<Object>, String> gone = new HashMap<>();
    Set<Namesakes> same = new LinkedHashSet<>();
    live.forEach(
        (urn, it) -> {
          if (it.planned() != null && !wanted.containsKey(urn)) {
            gone.put(it.identity(), urn);
          }
        });
    wanted.forEach(
        (urn, it) -> {
          boolean made = !live.containsKey(urn) || replaced.contains(urn);
          String old = made && it.planned() != null ? gone.get(it.identity()) : null;
          if (old != null) {
            same.add(new Namesakes(urn, old));
          }
        });
    Set<Namesakes> components = new HashSet<>();
    same.forEach(it -> components(it).forEach(components::add));
    same.stream()
        .map(it -> highest(it, components))
        .distinct()
        .forEach(it -> problems.add(sameIdentity(it)));
  }

  /**
   * What is new and what goes, of the same name in AWS, or components of such.
   *
   * @param urn of the new one
   * @param old the URN of the one that goes
   */
  private record Namesakes(String urn, String old) {}

  /** The components that such are in, from the lowest on, by whose alias they would go on. */
  private Stream<Namesakes> components(Namesakes same) {
    return Stream.iterate(component(same), Optional::isPresent, it -> it.flatMap(this::component))
        .map(Optional::orElseThrow);
  }

  private Optional<Namesakes> component(Namesakes same) {
    GraphResource next = wanted.get(same.urn()).resource();
    String before = live.get(same.old()).resource().parent();
    return isRenamed(next.parent(), before)
            && AliasUrns.inherited(next, before).anyMatch(same.old()::equals)
        ? Optional.of(new Namesakes(next.parent(), before))
        : Optional.empty();
  }

  /**
   * The highest of the components by whose alias it would go on, with all that is in it; itself
   * where two become one or one becomes two, for Pulumi finds one component by one alias.
   */
  private Namesakes highest(Namesakes same, Set<Namesakes> components) {
    return component(same)
        .filter(
            it ->
                components.stream()
                    .filter(other -> other.urn().equals(it.urn()) || other.old().equals(it.old()))
                    .allMatch(it::equals))
        .map(it -> highest(it, components))
        .orElse(same);
  }

  private String sameIdentity(Namesakes same) {
    return same.urn()
        + (wanted.get(same.urn()).resource().custom() ? " is" : " makes")
        + " the same in AWS as "
        + same.old()
        + ", which is no longer in the program. Pulumi would make the new one first, and delete it"
        + " again with the old one. Give the new one the alias Alias.withUrn(\""
        + same.old()
        + "\"), as docs/own-system.md says under \"Another name for a component\", or another name in"
        + " AWS; for the local cloud alone, start anew";
  }

  private boolean isRenamed(String component, String before) {
    return component != null
        && before != null
        && !live.containsKey(component)
        && !wanted.containsKey(before);
  }

  /** What others are to provide from now on would go with the resource that made it. */
  private void checkProvided(Set<String> provided) {
    for (GraphResource gone : deleted()) {
      gone.madeArn()
          .filter(provided::contains)
          .ifPresent(arn -> problems.add(deletedBeneath(gone.urn(), arn)));
    }
  }

  private static String deletedBeneath(String urn, String arn) {
    return urn
        + " would be deleted, and with it "
        + arn
        + ", which the program refers to as another's from now on: on AWS 'pulumi up' would delete it"
        + " beneath the stack. Let the stack forget it first, as docs/deploy.md says under \"Handing"
        + " over topics and bus\"; for the local cloud alone, start anew";
  }
}
