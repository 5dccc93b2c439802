package io.tributary.local;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The test causes what an entry of docs/runbook.md is about, and follows the entry until it is
 * mended.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Exercises {

  /** The entry's name. */
  String value();
}
