/**
 * Purchase events: what happens to baskets and checkouts, from two SNS topics, on one event bus and
 * in one queue. {@link io.tributary.system.purchase.PurchaseEvents} is the page to read first.
 */
package io.tributary.system.purchase;
