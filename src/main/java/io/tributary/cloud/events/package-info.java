/** Amazon EventBridge: buses, rules and their targets. */
package io.tributary.cloud.events;
