/**
 * The cloud's services over AWS's wire protocols, so that the AWS CLI and SDKs work unchanged. The
 * gateway knows no operation: services, operations and their shapes come from the SDK's own client
 * interfaces and models, and {@link ServiceApi} holds one line a service.
 *
 * <p>{@link Gateway} answers calls; {@link io.tributary.cloud.gateway.http.HttpHost} serves them.
 */
package io.tributary.cloud.gateway;
