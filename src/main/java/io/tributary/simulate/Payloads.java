package io.tributary.simulate;

/**
 * Whether a message at the destination still carries what was published: the very text, or as a
 * part of the JSON that it became, whatever the program wraps around it. 1.50 is not 1.5.
 */
final class Payloads implements Ledger.PayloadCheck {

  private final Workload workload;

  Payloads(Workload workload) {
    this.workload = workload;
  }

  @Override
  public boolean carries(String body, int event) {
    String published = workload.body(event);
    return body.contains(published)
        || JsonTokens.of(body).filter(got -> carries(got, published)).isPresent();
  }

  @Override
  public String difference(String body, int event) {
    return Excerpt.difference(workload.body(event), body);
  }

  private static boolean carries(JsonTokens got, String published) {
    return got.contain(JsonTokens.ofString(published))
        || JsonTokens.of(published).filter(got::contain).isPresent();
  }
}
