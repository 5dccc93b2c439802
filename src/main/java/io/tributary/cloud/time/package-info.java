/**
 * Time and chance as a dependency. The only package of the cloud that touches wall clocks, threads
 * and random number sources.
 */
package io.tributary.cloud.time;
