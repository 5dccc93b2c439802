/** Reading texts fast: several bytes at a time, and the same text once. */
package io.tributary.cloud.text;
