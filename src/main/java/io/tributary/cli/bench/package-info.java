/**
 * Measures a pipeline at any endpoint that plays AWS, with a client that is light enough to run on
 * the server's own cores, or with the AWS SDK's.
 */
package io.tributary.cli.bench;
