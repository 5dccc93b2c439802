/**
 * Amazon EventBridge Pipes: from an SQS queue to an event bus, with filters, an input template and
 * the pipe's role enforced at every call.
 */
package io.tributary.cloud.pipes;
