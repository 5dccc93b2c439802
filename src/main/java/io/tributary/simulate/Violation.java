package io.tributary.simulate;

/**
 * An invariant that did not hold.
 *
 * @param invariant which one, in kebab-case
 * @param event the event it is about; -1 when it is about none
 * @param what what was seen, in words for a person
 */
public record Violation(String invariant, int event, String what) {}
