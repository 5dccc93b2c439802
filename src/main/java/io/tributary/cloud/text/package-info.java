/** Reading the bytes of a text several at a time. */
package io.tributary.cloud.text;
