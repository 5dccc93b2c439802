package io.tributary.cloud.journal;

import java.util.ArrayList;
import java.util.List;

/**
 * The newest hops, as bytes. As objects they would outlive the young generation, a dozen an event,
 * and be copied by each of its collections: a fifth of a core at 20,000 events a second.
 */
final class HopStore {

  /** How many bytes a piece has, unless one hop alone needs more. */
  private static final int PIECE = 256 * 1024;

  private final int capacity;
  private final long byteCapacity;
  private final List<HopPiece> pieces = new ArrayList<>();
  private HopPiece spare;
  private long oldest = 1;
  private long newest;
  private long bytes;

  /**
   * An empty store.
   *
   * @param capacity how many hops it keeps; 0 for none
   * @param byteCapacity how many bytes it keeps at most, but always the newest piece; when they are
   *     more, the hops of its oldest piece are forgotten together
   */
  HopStore(int capacity, long byteCapacity) {
    if (capacity < 0) {
      throw new IllegalArgumentException("a journal cannot keep " + capacity + " hops");
    }
    this.capacity = capacity;
    this.byteCapacity = byteCapacity;
  }

  /** Adds the hop that follows the last one, and forgets the oldest ones that are too many. */
  void add(Hop hop) {
    newest = hop.sequence();
    if (capacity > 0) {
      HopPiece piece = pieceFor(hop);
      int before = piece.length();
      piece.add(hop);
      bytes += piece.length() - before;
    }
    oldest = Math.max(oldest, newest - capacity + 1);
    while (!pieces.isEmpty() && isTooMuch(pieces.get(0))) {
      forget(pieces.remove(0));
    }
  }

  /** Told of a whole piece only: to look into it, hop by hop, is to wait for memory. */
  private boolean isTooMuch(HopPiece first) {
    return first.last() < oldest || bytes > byteCapacity && pieces.size() > 1;
  }

  private HopPiece pieceFor(Hop hop) {
    HopPiece last = pieces.isEmpty() ? null : pieces.get(pieces.size() - 1);
    if (last != null && last.hasRoomFor(hop)) {
      return last;
    }
    int size = HopPiece.mostBytes(hop);
    HopPiece piece = size <= PIECE && spare != null ? spare : fresh(size);
    if (last != null) {
      last.end();
    }
    spare = piece == spare ? null : spare;
    piece.begin(hop.sequence());
    pieces.add(piece);
    return piece;
  }

  private static HopPiece fresh(int size) {
    return new HopPiece(Math.max(PIECE, size));
  }

  private void forget(HopPiece piece) {
    oldest = Math.max(oldest, piece.last() + 1);
    bytes -= piece.length();
    spare = piece.capacity() == PIECE ? piece : spare;
  }

  /** The sequence number of the oldest hop that is kept; more than the newest's if none is. */
  long oldest() {
    return oldest;
  }

  /** The sequence number of the newest hop, kept or not; 0 when there is none. */
  long newest() {
    return newest;
  }

  /** A hop that is kept. */
  Hop hop(long sequence) {
    return pieceOf(sequence).hop(sequence);
  }

  /** The event of a hop that is kept. */
  long trace(long sequence) {
    return pieceOf(sequence).trace(sequence);
  }

  private HopPiece pieceOf(long sequence) {
    int low = 0;
    int high = pieces.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) / 2;
      if (pieces.get(middle).first() <= sequence) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return pieces.get(low);
  }
}
