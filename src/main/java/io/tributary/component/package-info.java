/**
 * The steps that systems are made of, each a Pulumi {@code ComponentResource} that links one thing
 * to the next: a topic to a queue, a queue to a bus, a bus to a queue. A component makes its
 * resources in its constructor, names them after the {@link io.tributary.component.Environment} and
 * takes as {@code after} what has to exist before its first message may flow.
 */
package io.tributary.component;
