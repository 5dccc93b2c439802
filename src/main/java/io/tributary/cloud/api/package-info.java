/**
 * What the API fronts of all services share: bound clients, calls brought onto the loop, AWS-shaped
 * errors.
 */
package io.tributary.cloud.api;
