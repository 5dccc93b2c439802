package io.tributary.audit;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * What flows are played with.
 *
 * @param name how reports call it
 * @param put puts it where it begins; the answer is the id by which the journal knows it there
 */
record Event(String name, Function<Site, CompletableFuture<String>> put) {}
