/**
 * HTTP/1.1 on the loopback interface: calls and replies free of any server's types, and the host
 * that serves them on the cloud's own thread.
 */
package io.tributary.cloud.gateway.http;
