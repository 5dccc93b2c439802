/**
 * The evaluator of IAM policies beside an independent one: cases drawn from a seed, the oracle that
 * decides them too, and the classes of differences that AWS's documentation settles.
 */
package io.tributary.cloud.iam.oracle;
