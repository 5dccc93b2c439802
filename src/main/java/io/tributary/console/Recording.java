package io.tributary.console;

import io.tributary.cloud.LocalCloud;
import io.tributary.local.ResourceGraph;

/**
 * What happened in a cloud whose time has ended.
 *
 * @param graph what was deployed
 * @param cloud as it was left, with a journal of at least one hop
 * @param seed of its chance
 * @param faults how often something was made to fail
 * @param violations how many invariants did not hold
 */
public record Recording(
    ResourceGraph graph, LocalCloud cloud, long seed, long faults, int violations) {}
