/** Which account and region a local cloud plays, and how much AWS lets it hold. */
package io.tributary.cloud.account;
