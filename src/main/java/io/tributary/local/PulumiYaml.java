package io.tributary.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * A file's first YAML document with the values that the Pulumi CLI reads there: {@code 010} is 8,
 * {@code yes} is text.
 *
 * <p>See github.com/pulumi/pulumi sdk/go/common/workspace/loaders.go
 */
final class PulumiYaml {

  private static final PulumiScalars SCALARS = new PulumiScalars();

  private final Path file;

  private PulumiYaml(Path file) {
    this.file = file;
  }

  /**
   * What a file holds; a missing node if that is nothing.
   *
   * @throws ProgramException if it cannot be read, is no YAML, or holds what Pulumi does not pass
   *     on as it is written
   */
  static JsonNode read(Path file) {
    if (Files.isDirectory(file)) {
      throw problem(file + " is a folder, but has to be a file");
    }
    try {
      return new PulumiYaml(file).parsed(Files.readString(file));
    } catch (CharacterCodingException binary) {
      throw problem(file + " is not YAML: it is no text in UTF-8");
    } catch (IOException unreadable) {
      throw cannotRead(file, unreadable);
    }
  }

  private JsonNode parsed(String text) {
    LoaderOptions options = new LoaderOptions();
    ParserImpl parser = new ParserImpl(new StreamReader(text), options);
    try {
      Composer composer = new Composer(parser, SCALARS, options);
      JsonNode read = composer.checkNode() ? json(composer.getNode()) : NullNode.getInstance();
      return read.isNull() ? MissingNode.getInstance() : read;
    } catch (MarkedYAMLException malformed) {
      throw malformed(malformed.getProblemMark(), words(malformed));
    } catch (YAMLException malformed) {
      throw malformed(null, malformed.getMessage());
    }
  }

  /** The parser's own message repeats the place, and shows the lines. */
  private static String words(MarkedYAMLException malformed) {
    return malformed.getContext() == null
        ? malformed.getProblem()
        : malformed.getContext()
            + " of"
            + place(malformed.getContextMark())
            + ", "
            + malformed.getProblem();
  }

  private JsonNode json(Node node) {
    if (node.isTwoStepsConstruction()) {
      throw malformed(node.getStartMark(), "what an alias stands for contains that alias");
    }
    if (node instanceof MappingNode object) {
      return object(object);
    }
    if (node instanceof SequenceNode list) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      list.getValue().forEach(it -> array.add(json(it)));
      return array;
    }
    return scalar((ScalarNode) node);
  }

  /** Sorted, as in the JSON that Pulumi makes of it. */
  private ObjectNode object(MappingNode node) {
    ObjectNode object = new ObjectNode(JsonNodeFactory.instance, new TreeMap<>());
    for (NodeTuple entry : node.getValue()) {
      Node key = entry.getKeyNode();
      if (!key.getTag().equals(Tag.STR)) {
        throw malformed(
            key.getStartMark(),
            "keys must be text: write what is to be merged ('<<') in full, and a number, a date,"
                + " true, false and null in quotes");
      }
      String name = ((ScalarNode) key).getValue();
      if (object.has(name)) {
        throw malformed(key.getStartMark(), "the key " + name + " is there twice");
      }
      object.set(name, json(entry.getValueNode()));
    }
    return object;
  }

  private JsonNode scalar(ScalarNode node) {
    String text = node.getValue();
    Tag tag = node.getTag();
    if (tag.equals(Tag.STR)) {
      return TextNode.valueOf(text);
    }
    if (tag.equals(Tag.TIMESTAMP) || !tag.equals(SCALARS.resolve(NodeId.scalar, text, true))) {
      throw malformed(
          node.getStartMark(),
          "'"
              + text
              + "' is a date, a number beyond 1e21 or below 1e-6, or has a tag, which Pulumi passes"
              + " on in another form, if at all; write it in quotes");
    }
    if (tag.equals(Tag.NULL)) {
      return NullNode.getInstance();
    }
    return tag.equals(Tag.BOOL)
        ? BooleanNode.valueOf(text.equalsIgnoreCase("true"))
        : DecimalNode.valueOf(PulumiScalars.number(text).orElseThrow());
  }

  private ProgramException malformed(Mark at, String why) {
    return problem(file + place(at) + ": not YAML as Pulumi reads it: " + why);
  }

  private static String place(Mark at) {
    return at == null ? "" : " line " + (at.getLine() + 1) + ", column " + (at.getColumn() + 1);
  }

  static ProgramException cannotRead(Path path, IOException unreadable) {
    String why =
        unreadable instanceof AccessDeniedException
            ? "you have no permission"
            : unreadable.getMessage();
    return new ProgramException(List.of(path + " cannot be read: " + why), unreadable);
  }

  private static ProgramException problem(String text) {
    return new ProgramException(List.of(text));
  }
}
