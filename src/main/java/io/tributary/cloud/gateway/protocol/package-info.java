/**
 * AWS's wire protocols. The SDK's model classes describe their own fields, so that one codec per
 * protocol serves every operation of every service.
 *
 * <p>What a request leaves out stays null in the model, and what is null in a response is left out.
 * The codecs check types only; required members, lengths, ranges and patterns are the services'.
 */
package io.tributary.cloud.gateway.protocol;
