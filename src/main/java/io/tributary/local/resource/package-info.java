/**
 * What each Pulumi resource type means to the local cloud, a class each: the inputs it takes, the
 * outputs that the provider would answer, and the calls to AWS that make, change and delete it. To
 * add a type, write its class and name it in {@link io.tributary.local.resource.ResourceTypes}.
 */
package io.tributary.local.resource;
