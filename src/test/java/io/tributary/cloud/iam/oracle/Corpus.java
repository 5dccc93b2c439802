package io.tributary.cloud.iam.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Cases with the decisions that the oracle gave, stored so that they need no oracle. */
final class Corpus {

  /** How many cases are stored. */
  static final int SIZE = 3_000;

  private static final JsonMapper JSON = new JsonMapper();
  private static final Path FILE = Path.of("src", "test", "resources", "iam", "corpus.jsonl.gz");
  private static final String EXPECTED = "expect";

  private Corpus() {}

  static void write(List<Comparison.Judged> cases) throws IOException {
    try (BufferedWriter out =
        new BufferedWriter(
            new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(FILE)), StandardCharsets.UTF_8))) {
      for (Comparison.Judged one : cases.subList(0, SIZE)) {
        ObjectNode line = one.json().deepCopy();
        line.put(EXPECTED, one.settled().name());
        out.write(line.toString());
        out.write('\n');
      }
    }
  }

  static List<JsonNode> read() throws IOException {
    List<JsonNode> cases = new ArrayList<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(FILE)), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        cases.add(JSON.readTree(line));
      }
    }
    return cases;
  }

  static Verdict expected(JsonNode one) {
    return Verdict.valueOf(one.get(EXPECTED).asText());
  }
}
