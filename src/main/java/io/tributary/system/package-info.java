/**
 * The systems of this repository, one package each, and what their configs share: reading every key
 * and telling every problem at once.
 */
package io.tributary.system;
