/**
 * What a person sees of a running cloud in a browser: the map of its resources with the events that
 * pass, the route of each event, what lies in the queues. {@link io.tributary.console.Console}
 * serves it beside AWS's APIs; the page itself is plain JavaScript among this package's resources.
 */
package io.tributary.console;
