package io.tributary.cloud.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.array;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Messages in the order in which they can be received. */
class MessageLineTest {

  private static final Comparator<Message> ORDER =
      Comparator.<Message>comparingLong(it -> it.availableMicros).thenComparing(it -> it.number);

  private final MessageLine line = new MessageLine(new MessageHeap.ByAvailability());
  private long numbers;

  private Message available(long micros) {
    Message message = new Message(new UUID(0, 0), new OutgoingMessage("body", 1), "sender", 0);
    message.number = ++numbers;
    message.availableMicros = micros;
    return message;
  }

  @Test
  void whateverComesAndLeaves_theOrderHolds() {
    Random random = new Random(1);
    TreeSet<Message> expected = new TreeSet<>(ORDER);
    List<Message> there = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      boolean leaves = !there.isEmpty() && random.nextInt(100) < (i % 4_000 < 2_000 ? 40 : 60);
      if (leaves) {
        Message gone = there.remove(random.nextInt(4) == 0 ? random.nextInt(there.size()) : 0);
        line.remove(gone);
        expected.remove(gone);
      } else {
        Message come = available(i - (random.nextInt(10) == 0 ? random.nextInt(1_000) : 0));
        line.add(come);
        there.add(come);
        expected.add(come);
      }
      assertThat(line.size()).isEqualTo(expected.size());
      assertThat(line.first()).isSameAs(expected.isEmpty() ? null : expected.first());
    }
    assertThat(line.first(Integer.MAX_VALUE)).containsExactlyElementsOf(expected);
    assertThat(line.first(7)).containsExactlyElementsOf(expected.stream().limit(7).toList());
  }

  @Test
  void leastValue_isThatOfTheWanted_whereverTheyStand() {
    line.add(available(30));
    line.add(available(10));
    line.add(available(20));

    assertThat(line.least(it -> it.availableMicros, it -> true)).isEqualTo(10);
    assertThat(line.least(it -> it.availableMicros, it -> it.availableMicros > 20)).isEqualTo(30);
    assertThat(line.least(it -> it.availableMicros, it -> false)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void placesOfALargeBacklog_areGivenBackWhenItIsOver() {
    List<Message> backlog = LongStream.range(0, 10_000).mapToObj(this::available).toList();
    backlog.forEach(line::add);
    backlog.forEach(line::remove);

    assertThat(line).extracting("places", array(Message[].class)).hasSizeLessThan(100);
    Message next = available(1);
    line.add(next);
    assertThat(line.first(2)).containsExactly(next);
  }

  @Test
  void slotsOfALargeHeap_areGivenBackWhenItIsEmpty() {
    MessageHeap heap = new MessageHeap.ByAvailability();
    List<Message> backlog = LongStream.range(0, 10_000).mapToObj(this::available).toList();
    backlog.forEach(heap::add);
    backlog.forEach(heap::remove);

    assertThat(heap).extracting("slots", array(Message[].class)).hasSizeLessThan(100);
    Message next = available(1);
    heap.add(next);
    assertThat(heap.first(2)).containsExactly(next);
  }

  @Test
  void messageThatHasLeft_cannotLeaveAgain() {
    Message first = available(1);
    line.add(first);
    line.add(available(2));
    line.remove(first);

    assertThatThrownBy(() -> line.remove(first)).isInstanceOf(IllegalStateException.class);
  }
}
