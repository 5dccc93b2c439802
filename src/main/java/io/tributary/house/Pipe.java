package io.tributary.house;

import io.tributary.local.GraphResource;
import io.tributary.topology.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A pipe as its rules look at it. */
record Pipe(GraphResource resource) {

  static Stream<Pipe> all(Estate estate) {
    return estate.ofType("aws:pipes/pipe:Pipe").map(Pipe::new);
  }

  /** The patterns of its filters. */
  List<String> patterns() {
    List<?> filters =
        (List<?>) resource.at("sourceParameters", "filterCriteria", "filters").orElse(List.of());
    return filters.stream()
        .map(filter -> String.valueOf(((Map<?, ?>) filter).get("pattern")))
        .toList();
  }

  /** Its input template; empty where it hands records on as they are. */
  Optional<String> template() {
    return resource.text("targetParameters", "inputTemplate").filter(text -> !text.isEmpty());
  }

  /** Whether it hands events to an event bus. */
  boolean endsAtBus() {
    return resource.text("target").map(Kind::of).filter(Kind.BUS::equals).isPresent();
  }
}
