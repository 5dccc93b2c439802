/**
 * A deterministic simulation: the real program in a local cloud under virtual time, with events and
 * faults drawn from one seed, and invariants that must hold whatever fails.
 */
package io.tributary.simulate;
