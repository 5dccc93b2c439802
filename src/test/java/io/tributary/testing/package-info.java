/**
 * What the tests of any system run it with. {@link io.tributary.testing.RunningProgram} is the page
 * to read first.
 */
package io.tributary.testing;
