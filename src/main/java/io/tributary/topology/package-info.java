/**
 * The way of an event through a program's resources, as data: what hands on to what. Read from a
 * resource graph, and the same for equal graphs.
 */
package io.tributary.topology;
