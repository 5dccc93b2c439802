package io.tributary.cloud.gateway.protocol;

import java.util.ArrayList;
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

  /**
   * More than any request of AWS's that fits into a body has: 1,000 metric data with all that each
   * may have are 100,000. Each one takes some two hundred bytes of memory.
   */
  private static final int NODES_MAX = 250_000;

  private static final int INDEX_DIGITS = 9;

  private final QueryNode parent;
  private final String name;
  private Map<String, QueryNode> children = Map.of();

  /** The node below that was asked for last: parameters mostly come one beside the other. */
  private QueryNode latest;

  private String text;
  private int index;

  /** How many nodes there are below; of the root only. */
  private int nodes;

  private QueryNode(QueryNode parent, String name) {
    this.parent = parent;
    this.name = name;
  }

  /** The tree of all parameters. */
  static QueryNode of(Map<String, String> parameters) {
    QueryNode root = new QueryNode(null, "");
    parameters.forEach(root::put);
    return root;
  }

  private void put(String parameter, String value) {
    QueryNode node = this;
    int start = 0;
    for (int depth = 0; start <= parameter.length(); depth++) {
      if (depth == DEPTH_MAX) {
        throw MalformedRequest.query(parameter, value, "at most " + DEPTH_MAX + " levels deep");
      }
      int dot = parameter.indexOf('.', start);
      int end = dot < 0 ? parameter.length() : dot;
      node = node.made(parameter, start, end);
      if (node.isNew() && ++nodes > NODES_MAX) {
        throw MalformedRequest.tooManyNames(NODES_MAX);
      }
      start = end + 1;
    }
    node.text = value;
  }

  /** The node below of a part of a parameter's name. */
  private QueryNode made(String parameter, int start, int end) {
    if (latest == null || !latest.isNamed(parameter, start, end)) {
      String child = parameter.substring(start, end);
      latest = children.get(child);
      if (latest == null) {
        latest = add(new QueryNode(this, child));
      }
    }
    return latest;
  }

  /** One that was made by an earlier parameter has a value, or a node below. */
  private boolean isNew() {
    return latest == null && text == null;
  }

  private boolean isNamed(String parameter, int start, int end) {
    return name.length() == end - start && parameter.startsWith(name, start);
  }

  private QueryNode add(QueryNode child) {
    if (children.isEmpty()) { // most are leaves
      children = new LinkedHashMap<>();
    }
    children.put(child.name, child);
    return child;
  }

  /** The full name of the parameter that this node stands for. */
  String path() {
    return parent == null || parent.parent == null ? name : parent.path() + "." + name;
  }

  /** The parameter's value; null when only longer names were given. */
  String text() {
    return text;
  }

  /** The node below, or null when there is none. */
  QueryNode child(String child) {
    return children.get(child);
  }

  /** The numbered nodes below in the order of their numbers, as 1, 10, 2 does come. */
  List<QueryNode> numbered() {
    List<QueryNode> nodes = new ArrayList<>(children.values());
    nodes.forEach(QueryNode::readIndex);
    nodes.sort(Comparator.comparingInt(node -> node.index));
    return nodes;
  }

  private void readIndex() {
    if (!isDigits(name) || name.isEmpty() || name.length() > INDEX_DIGITS) {
      throw MalformedRequest.query(parent.path(), name, "numbered from 1");
    }
    index = Integer.parseInt(name);
  }

  private static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
