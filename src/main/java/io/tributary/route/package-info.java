/** The way of one event through the cloud, found in the journal and told to a person. */
package io.tributary.route;
