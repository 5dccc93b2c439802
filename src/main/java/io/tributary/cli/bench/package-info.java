/**
 * Measures a pipeline through its gateway, and how deploying grows with the number of resources.
 */
package io.tributary.cli.bench;
