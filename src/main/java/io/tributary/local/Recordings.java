package io.tributary.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Records programs, and may keep each stack's last recording in a folder: a program of the same
 * code and config asks for the same resources, so it need not run again, and Pulumi's runtime,
 * which takes a third of a start, need not be loaded.
 *
 * <p>A recording with a secret, or of a config with one, is never kept.
 */
public final class Recordings {

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final Path folder;
  private final String code;
  private final Consumer<String> warnings;

  private Recordings(Path folder, String code, Consumer<String> warnings) {
    this.folder = folder;
    this.code = code;
    this.warnings = warnings;
  }

  /** Keeps none: every program is run. */
  public static Recordings none() {
    return new Recordings(null, "", warning -> {});
  }

  /**
   * Keeps one a stack.
   *
   * @param folder is made when there is something to keep
   * @param code changes whenever a program's code, or that of a library, may have changed
   * @param warnings is told that a recording could not be kept, which costs time and nothing else
   */
  public static Recordings in(Path folder, String code, Consumer<String> warnings) {
    return new Recordings(folder, code, warnings);
  }

  /**
   * What the program asks for, recorded now or before.
   *
   * @throws ProgramException as {@link ProgramRecorder#record}
   */
  public ResourceGraph of(Program program) {
    return of(program, () -> ProgramRecorder.record(program));
  }

  /**
   * What the program asks for, recorded now or before.
   *
   * @param recorder runs the program when none is kept that fits
   */
  public ResourceGraph of(Program program, Supplier<ResourceGraph> recorder) {
    if (!keeps(program)) {
      return recorder.get();
    }
    String name = program.project() + "." + program.stack() + ".json";
    Path file = folder.resolve(name.replace('/', '_'));
    String origin = origin(program);
    return kept(file, origin).orElseGet(() -> recorded(recorder, file, origin));
  }

  /** Whether what the program asks for is kept here, unless that has a secret. */
  public boolean keeps(Program program) {
    return folder != null && program.secretKeys().isEmpty();
  }

  /** One line that says all on which the recording depends. */
  private String origin(Program program) {
    try {
      return JSON.writeValueAsString(new Origin(code, program.target(), program.config()));
    } catch (JsonProcessingException bug) {
      throw new IllegalStateException("a program's config is text only", bug);
    }
  }

  private Optional<ResourceGraph> kept(Path file, String origin) {
    try {
      String text = Files.readString(file);
      return text.startsWith(origin + "\n")
          ? Optional.of(ResourceGraph.fromJson(text.substring(origin.length() + 1)))
          : Optional.empty();
    } catch (NoSuchFileException notYet) {
      return Optional.empty();
    } catch (IOException | IllegalArgumentException damaged) {
      warnings.accept(
          "the kept recording "
              + file
              + " cannot be read, so the program is recorded again: "
              + damaged.getMessage());
      return Optional.empty();
    }
  }

  private ResourceGraph recorded(Supplier<ResourceGraph> recorder, Path file, String origin) {
    ResourceGraph graph = recorder.get();
    String json = graph.toJson();
    // One with a secret comes back without it.
    if (ResourceGraph.fromJson(json).equals(graph)) {
      keep(file, origin + "\n" + json);
    }
    return graph;
  }

  /** Moved into place whole, for another process may read it; readable by its owner alone. */
  private void keep(Path file, String text) {
    try {
      Files.createDirectories(folder);
      Path written = Files.createTempFile(folder, "recording", ".new");
      try {
        Files.writeString(written, text);
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(written);
      }
    } catch (IOException failed) {
      warnings.accept(
          "the recording cannot be kept, so the next start takes as long as this one: " + failed);
    }
  }

  private record Origin(String code, Stack target, Map<String, String> config) {}
}
