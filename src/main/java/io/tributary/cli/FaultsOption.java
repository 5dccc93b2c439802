package io.tributary.cli;

import io.tributary.simulate.Fault;
import io.tributary.simulate.FaultRate;
import io.tributary.simulate.fault.Faults;
import io.tributary.system.DidYouMean;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The faults of a simulation as they are written on the command line. */
final class FaultsOption {

  private static final List<String> STANDING_ALONE = List.of("all", "none");

  private static final List<FaultRate> ALL = Faults.ALL.stream().map(FaultRate::of).toList();

  private static final List<String> NAMES = Faults.ALL.stream().map(Fault::name).toList();

  private FaultsOption() {}

  /**
   * Reads a list of faults.
   *
   * @param text {@code all} or {@code none}, which stand alone, or NAME[=RATE],...
   * @return them in the order of {@link Faults#ALL}, so that the order of writing changes no run
   * @throws CommandException if a name or rate is wrong; all of them at once
   */
  static List<FaultRate> parse(String text) {
    if (text.equals("none")) {
      return List.of();
    }
    if (text.equals("all")) {
      return ALL;
    }
    Map<String, FaultRate> chosen = new LinkedHashMap<>();
    Set<String> problems = new LinkedHashSet<>();
    List<String> parts = new ArrayList<>(List.of(text.split(",", -1)));
    if (parts.removeAll(STANDING_ALONE)) {
      problems.add(
          "--faults '%s': all and none stand alone; give one of them, or names of faults"
              .formatted(text));
    }
    for (String part : parts) {
      read(part, problems).ifPresent(one -> choose(one, chosen, problems));
    }
    if (!problems.isEmpty()) {
      throw new CommandException(ExitCode.USAGE, String.join("\n", problems));
    }
    return Faults.ALL.stream()
        .filter(fault -> chosen.containsKey(fault.name()))
        .map(fault -> chosen.get(fault.name()))
        .toList();
  }

  private static void choose(
      FaultRate one, Map<String, FaultRate> chosen, Collection<String> problems) {
    FaultRate before = chosen.put(one.fault().name(), one);
    if (before != null) {
      problems.add(
          "--faults names %s twice, with the rates %s and %s; name each fault once"
              .formatted(one.fault().name(), before.rate(), one.rate()));
    }
  }

  /** The faults as {@link #parse} reads them. */
  static String text(List<FaultRate> faults) {
    if (faults.equals(ALL)) {
      return "all";
    }
    return faults.isEmpty()
        ? "none"
        : faults.stream()
            .map(
                one ->
                    one.rate() == one.fault().defaultRate()
                        ? one.fault().name()
                        : one.fault().name() + "=" + one.rate())
            .collect(Collectors.joining(","));
  }

  /** Every fault with its default rate and description, a line each, below what the columns are. */
  static String list() {
    Stream<String> faults =
        Faults.ALL.stream()
            .map(fault -> line(fault.name(), fault.defaultRate(), fault.description()));
    return Stream.concat(Stream.of(line("FAULT", "DEFAULT RATE", "WHAT HAPPENS")), faults)
        .collect(Collectors.joining("\n"));
  }

  private static String line(String name, Object rate, String what) {
    return "  %-28s %-13s %s".formatted(name, rate, what);
  }

  private static Optional<FaultRate> read(String part, Collection<String> problems) {
    String[] nameAndRate = part.split("=", 2);
    if (STANDING_ALONE.contains(nameAndRate[0])) {
      problems.add(
          "--faults gives %s the rate '%s', but all and none take no rate; give one to a fault by its name"
              .formatted(nameAndRate[0], nameAndRate[1]));
      return Optional.empty();
    }
    Optional<Fault> fault =
        Faults.ALL.stream().filter(it -> it.name().equals(nameAndRate[0])).findFirst();
    if (fault.isEmpty()) {
      problems.add(
          "--faults %s; it takes all, none, or of these:%n%s"
              .formatted(
                  nameAndRate[0].isEmpty()
                      ? "leaves a name empty"
                      : "names '%s'%s, which is no fault"
                          .formatted(nameAndRate[0], DidYouMean.question(nameAndRate[0], NAMES)),
                  list()));
      return Optional.empty();
    }
    double rate = nameAndRate.length == 1 ? fault.get().defaultRate() : rate(nameAndRate[1]);
    if (!(rate >= 0 && rate <= 1)) {
      problems.add(
          "--faults gives %s the rate '%s'; a rate is a number from 0 to 1"
              .formatted(nameAndRate[0], nameAndRate[1]));
      return Optional.empty();
    }
    return Optional.of(new FaultRate(fault.get(), rate));
  }

  private static double rate(String text) {
    return text.matches("[0-9]*\\.?[0-9]+([eE]-?[0-9]+)?") ? Double.parseDouble(text) : Double.NaN;
  }
}
