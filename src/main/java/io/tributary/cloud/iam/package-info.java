/**
 * Who may do what: principals, policies, their evaluation, and the decision with its reason. Every
 * service asks here before it acts.
 */
package io.tributary.cloud.iam;
