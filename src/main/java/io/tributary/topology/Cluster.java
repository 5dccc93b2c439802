package io.tributary.topology;

/**
 * A component of the program, with the resources that it and its own components make.
 *
 * @param id its URN
 * @param type the name of its class, such as {@code SnsToBusPipe}
 * @param name its name in the program
 */
public record Cluster(String id, String type, String name) {}
