package io.tributary.console;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/**
 * One event with its way.
 *
 * @param endings where each of its ways has led, in sentences
 * @param first the number of its oldest hop that is still kept; the summary and the endings are
 *     judged from that on
 * @param hops oldest first; those alone that were asked for
 */
record EventView(
    @JsonUnwrapped EventSummary summary, List<String> endings, long first, List<HopView> hops) {}
