/**
 * The local cloud: AWS's services in one process, with AWS's own types, IAM on every hop, and time
 * of its own choosing. It knows nothing of Pulumi nor of any system; {@link
 * io.tributary.cloud.LocalCloud} is its front door.
 */
package io.tributary.cloud;
