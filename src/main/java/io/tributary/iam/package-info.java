/**
 * The policy documents that the components attach: pure functions from ARNs to JSON, whose text is
 * the same on every run, so that a preview shows a change only where there is one.
 */
package io.tributary.iam;
