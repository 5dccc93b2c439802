/**
 * Every hop of every event. Console, {@code explain}, tests and simulator all read this one
 * journal.
 */
package io.tributary.cloud.journal;
