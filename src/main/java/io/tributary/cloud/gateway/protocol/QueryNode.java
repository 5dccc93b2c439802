package io.tributary.cloud.gateway.protocol;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parameters of a Query request as a tree: {@code Tags.member.1.Key} is the leaf Key of the
 * node 1 of the node member of the node Tags.
 */
final class QueryNode {

  private static final int DEPTH_MAX = 50;
  private static final String INDEX = "[0-9]{1,9}";

  private final String path;
  private final Map<String, QueryNode> children = new LinkedHashMap<>();
  private String text;

  private QueryNode(String path) {
    this.path = path;
  }

  /** The tree of all parameters. */
  static QueryNode of(Map<String, String> parameters) {
    QueryNode root = new QueryNode("");
    parameters.forEach(root::put);
    return root;
  }

  private void put(String name, String value) {
    QueryNode node = this;
    int start = 0;
    for (int depth = 0; start <= name.length(); depth++) {
      if (depth == DEPTH_MAX) {
        throw MalformedRequest.query(name, value, "at most " + DEPTH_MAX + " levels deep");
      }
      int dot = name.indexOf('.', start);
      int end = dot < 0 ? name.length() : dot;
      node = node.made(name.substring(start, end), name.substring(0, end));
      start = end + 1;
    }
    node.text = value;
  }

  private QueryNode made(String name, String childPath) {
    return children.computeIfAbsent(name, key -> new QueryNode(childPath));
  }

  /** The full name of the parameter that this node stands for. */
  String path() {
    return path;
  }

  /** The parameter's value; null when only longer names were given. */
  String text() {
    return text;
  }

  /** The node below, or null when there is none. */
  QueryNode child(String name) {
    return children.get(name);
  }

  /** The numbered nodes below in the order of their numbers, as 1, 10, 2 does come. */
  List<QueryNode> numbered() {
    return children.entrySet().stream()
        .peek(child -> checkIndex(child.getKey()))
        .sorted(Comparator.comparingInt(child -> Integer.parseInt(child.getKey())))
        .map(Map.Entry::getValue)
        .toList();
  }

  private void checkIndex(String name) {
    if (!name.matches(INDEX)) {
      throw MalformedRequest.query(path, name, "numbered from 1");
    }
  }
}
