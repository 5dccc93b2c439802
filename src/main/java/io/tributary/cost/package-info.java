/**
 * What a program costs in a month and which quota of AWS binds it first, computed from its
 * resources, a load and dated list prices. {@link io.tributary.cost.Traffic} tells how often each
 * resource is used, {@link io.tributary.cost.CostReport} what that costs, {@link
 * io.tributary.cost.QuotaReport} how far it goes.
 */
package io.tributary.cost;
