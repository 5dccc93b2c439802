/** Requests that no well-behaved client sends, against a running local cloud. */
package io.tributary.fuzz;
