/**
 * Measures a pipeline at any endpoint that plays AWS, with a client that is light enough to run on
 * the server's own cores.
 */
package io.tributary.cli.bench;
