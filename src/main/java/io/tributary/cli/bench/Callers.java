package io.tributary.cli.bench;

/** The publishers and consumers of a load. */
interface Callers extends AutoCloseable {

  /** One more, for a thread of its own. */
  Caller next();

  /** Closes the connections of all; those who wait for an answer then fail. May be called again. */
  @Override
  void close();
}
