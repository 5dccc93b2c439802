/** JSON as text, checked, cut and compacted without changing a number or a string in it. */
package io.tributary.cloud.json;
