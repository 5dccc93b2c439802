package io.tributary.cloud.gateway;

import io.tributary.cloud.LocalCloud;
import io.tributary.cloud.account.Account;
import io.tributary.cloud.gateway.http.HttpCall;
import io.tributary.cloud.gateway.http.HttpReply;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.time.VirtualTime;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The gateway over a whole local cloud in virtual time, where every key is the root user's. */
final class CloudGateway {

  private static final String ACCOUNT = "536697261635";

  final VirtualTime time = new VirtualTime(Instant.parse("2025-01-15T12:00:00Z"), 1);
  final Gateway gateway =
      new Gateway(
          List.copyOf(new LocalCloud(time, new Account(ACCOUNT, "eu-west-1")).services()),
          time,
          id -> Optional.of(new Principal.Root("aws", ACCOUNT)),
          new NoPages());

  HttpReply post(String body, Map<String, String> headers) {
    return answer(
        new HttpCall("POST", "/", null, headers::get, body.getBytes(StandardCharsets.UTF_8)));
  }

  HttpReply answer(HttpCall call) {
    return time.await(gateway.answer(call));
  }
}
