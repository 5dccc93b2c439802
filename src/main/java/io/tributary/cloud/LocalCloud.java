package io.tributary.cloud;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.api.CloudService;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.journal.Journal;
import io.tributary.cloud.time.EventLoop;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkClient;

/** WIP */
public final class LocalCloud {

  private final EventLoop loop;
  private final Account account;
  private final Journal journal;
  private final Map<Class<?>, CloudService> services = new LinkedHashMap<>();

  public LocalCloud(EventLoop loop, Account account, int journalCapacity) {
    this.loop = loop;
    this.account = account;
    this.journal = new Journal(loop, journalCapacity);
  }

  public <C extends SdkClient> C client(Class<C> type, Principal principal) {
    CloudService service = services.get(type);
    if (service == null) {
      throw new UnsupportedOperationException(
          "the local cloud has no service of "
              + type.getSimpleName()
              + "; it has "
              + services.keySet().stream().map(Class::getSimpleName).collect(Collectors.toList()));
    }
    return type.cast(service.client(Caller.of(principal)));
  }

  public EventLoop loop() {
    return loop;
  }

  public Account account() {
    return account;
  }

  public Journal journal() {
    return journal;
  }
}
