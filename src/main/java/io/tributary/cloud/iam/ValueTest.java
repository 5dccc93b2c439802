package io.tributary.cloud.iam;

/** One value of a condition, compiled: whether a value of the request meets it. */
interface ValueTest {
  boolean accepts(String actual, RequestContext context);
}
