package io.tributary.house;

import io.tributary.local.GraphResource;

/**
 * Where a rule is broken.
 *
 * @param rule which; its {@link Rule#fix} says what to do
 * @param urn of the resource; of a waiver the file that it stands in
 * @param name of the resource in the program
 * @param problem what is wrong, with the value got, never a secret one
 * @param allowed what is allowed instead
 */
public record Finding(Rule rule, String urn, String name, String problem, String allowed) {

  static Finding of(Rule rule, GraphResource resource, String problem, String allowed) {
    return new Finding(rule, resource.urn(), resource.name(), problem, allowed);
  }

  /** All of it in one line. */
  @Override
  public String toString() {
    return rule.id() + ": " + name + ": " + problem + "; allowed: " + allowed + ". " + rule.fix();
  }
}
