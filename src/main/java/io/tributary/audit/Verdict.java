package io.tributary.audit;

/**
 * What became clear about one piece of a policy.
 *
 * @param piece the piece, in words
 * @param needed whether anything was otherwise without it
 * @param flow the flow that proves it needed; null when it is not
 * @param proof what was otherwise in that flow; null when nothing was
 */
public record Verdict(String piece, boolean needed, String flow, String proof) {}
