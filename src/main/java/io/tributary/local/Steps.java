package io.tributary.local;

import io.tributary.cloud.api.ApiErrors;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Calls that wait for each other: each begins as soon as those it needs have succeeded, and is left
 * out when one of them failed. Only to be used on the cloud's loop.
 */
final class Steps {

  private final BiFunction<String, Throwable, String> words;
  private final Map<String, CompletableFuture<Boolean>> begun = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  /**
   * No steps yet.
   *
   * @param words tells a person the failure of a step of this name
   */
  Steps(BiFunction<String, Throwable, String> words) {
    this.words = words;
  }

  /**
   * Adds a step; those it needs have to be there already.
   *
   * @param name of the step
   * @param needs names of steps, its own for one of that name that it follows; of those that are
   *     not there, none is waited for
   * @param verb what the step does, as in "could not be created"
   * @param call what it does
   * @param ended called with its failure, or with null
   */
  void add(
      String name,
      Collection<String> needs,
      String verb,
      Supplier<CompletableFuture<?>> call,
      Consumer<Throwable> ended) {
    CompletableFuture<Boolean> done =
        succeeded(needs)
            .thenCompose(
                ready ->
                    ready
                        ? attempt(call).handle((ok, failure) -> end(name, verb, failure, ended))
                        : CompletableFuture.completedFuture(false));
    begun.put(name, done);
  }

  private CompletableFuture<Boolean> succeeded(Collection<String> needs) {
    CompletableFuture<Boolean> all = CompletableFuture.completedFuture(true);
    for (String need : needs) {
      CompletableFuture<Boolean> step = begun.get(need);
      if (step != null && (step.isCompletedExceptionally() || !step.getNow(false))) {
        all = all.thenCombine(step, Boolean::logicalAnd);
      }
    }
    return all;
  }

  /** An operation that the cloud does not build throws, where others fail later. */
  private static CompletableFuture<?> attempt(Supplier<CompletableFuture<?>> call) {
    try {
      return call.get();
    } catch (UnsupportedOperationException unbuilt) {
      return CompletableFuture.failedFuture(unbuilt);
    }
  }

  private boolean end(String name, String verb, Throwable failure, Consumer<Throwable> ended) {
    Throwable cause = ApiErrors.cause(failure);
    ended.accept(cause);
    if (cause != null) {
      problems.add(name + " could not be " + verb + ": " + words.apply(name, cause));
    }
    return cause == null;
  }

  /** Done when all steps are, whatever became of them. */
  CompletableFuture<Void> ended() {
    return CompletableFuture.allOf(begun.values().toArray(CompletableFuture[]::new));
  }

  /** What failed so far, one text for each step. */
  List<String> problems() {
    return List.copyOf(problems);
  }
}
