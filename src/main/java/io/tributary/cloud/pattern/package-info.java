/** Event patterns by event-ruler, for rules, pipe filters and SNS filter policies alike. */
package io.tributary.cloud.pattern;
