package io.tributary.house;

/**
 * A rule of the house.
 *
 * @param id in kebab case; what a waiver names
 * @param reason why it is a rule
 * @param fix what to do where it is broken
 * @param page where AWS says what the rule rests on
 */
public record Rule(String id, String reason, String fix, String page) {}
