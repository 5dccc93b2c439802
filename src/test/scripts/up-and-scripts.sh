#!/usr/bin/env bash
# Runs `tributary up` as a person would, and every script against it. Prints a line for each check, and a count.
set -u -o pipefail
cd "$(dirname "$0")/../../.." || exit 1

for tool in aws jq; do
  if ! command -v "$tool" >/dev/null 2>&1; then
    [ "${CI:-}" = true ] && { echo "$tool is not installed, and CI must not skip this"; exit 1; }
    echo "skipped: $tool is not installed"
    exit 0
  fi
done

work=$(mktemp -d)
passed=0 failed=0

check() {
  if [ "$2" = "$3" ]; then
    passed=$((passed + 1)) && echo "ok    $1"
  else
    failed=$((failed + 1)) && printf 'FAIL  %s\n  expected: %s\n  got:      %s\n' "$1" "$3" "$2"
  fi
}

# Whether the text holds the words.
contains() {
  case "$2" in *"$3"*) check "$1" yes yes ;; *) check "$1" "$2" "...$3..." ;; esac
}

up() {
  rm -f "$work/up.log"
  touch "$work/up.log"
  # Without job control a background process would ignore the interrupt that ends it.
  set -m
  scripts/tributary up --port 0 "$@" >"$work/up.log" 2>&1 &
  up_pid=$!
  set +m
  local tries=0
  until grep -q 'Ctrl-C ends it' "$work/up.log"; do
    tries=$((tries + 1))
    if [ $tries -gt 600 ] || ! kill -0 "$up_pid" 2>/dev/null; then
      cat "$work/up.log"
      echo "'tributary up' did not start"
      exit 1
    fi
    sleep 0.1
  done
  eval "$(grep '^  export AWS_' "$work/up.log")"
  unset AWS_PROFILE AWS_SESSION_TOKEN
  port=${AWS_ENDPOINT_URL##*:}
}

down() {
  kill -INT "$up_pid" 2>/dev/null
  wait "$up_pid" 2>/dev/null
}
trap 'down; rm -rf "$work"' EXIT

rm -rf target/recordings
refused=$(scripts/tributary up --port 0 --set maxReceiveCount=0 2>&1)
check "a config that is refused is told once, before anything runs" "$?/$(grep -c 'maxReceiveCount is "0"' <<<"$refused")" 2/1
up --set debugRule=true
check "nothing of Pulumi's runtime, which recorded the program, stays in its memory" \
  "$("${JAVA_HOME:+$JAVA_HOME/bin/}jcmd" "$up_pid" GC.class_histogram | awk '/ com\.pulumi\./ { found++ } END { print found + 0 " of " (NR > 1000 ? "many" : NR) }')" "0 of many"

sent=$(scripts/send-mock-events.sh jane 2>"$work/err")
check "send-mock-events publishes two events" "$(wc -l <<<"$sent" | tr -d ' ')" 2

events=$(scripts/watch-sqs-queue.sh --count 2 jane-purchase-events 2>/dev/null | jq -s 'sort_by(.source)')
check "the purchase queue receives both sources" "$(jq -c 'map(.source)' <<<"$events")" '["basket_events","checkout_events"]'
check "an event is the one that was sent" \
  "$(jq -S '.[0].detail.event' <<<"$events")" "$(jq -S . example-sns-events/basket-updated-event.json)"
check "the detail type is AWS's own" "$(jq -r '.[0]["detail-type"]' <<<"$events")" "Event from aws:sqs"

check "a watched queue is empty afterwards" \
  "$(aws --endpoint-url "$AWS_ENDPOINT_URL" sqs get-queue-attributes --attribute-names ApproximateNumberOfMessages \
    --queue-url "$AWS_ENDPOINT_URL/536697261635/jane-purchase-events" | jq -r .Attributes.ApproximateNumberOfMessages)" 0

scripts/send-mock-events.sh jane >/dev/null 2>&1
scripts/watch-sqs-queue.sh --keep --count 2 jane-purchase-events >/dev/null 2>&1
check "--keep leaves the messages" \
  "$(aws --endpoint-url "$AWS_ENDPOINT_URL" sqs get-queue-attributes --attribute-names ApproximateNumberOfMessages \
    --queue-url "$AWS_ENDPOINT_URL/536697261635/jane-purchase-events" | jq -r .Attributes.ApproximateNumberOfMessages)" 2

check "watch-sqs-queue lists the queues" "$(scripts/watch-sqs-queue.sh | sort | tr '\n' ' ')" \
  "jane-basket-events jane-basket-events-dlq jane-checkout-events jane-checkout-events-dlq jane-purchase-events jane-purchase-events-debug-dlq jane-purchase-events-dlq "
check "watch-logs-group lists the groups" "$(scripts/watch-logs-group.sh | sort | tr '\n' ' ')" \
  "/jane/basket-events /jane/checkout-events /jane/purchase-events "
check "watch-logs-group understands USERNAME-purchase-events" \
  "$(scripts/watch-logs-group.sh --count 4 jane-purchase-events 2>/dev/null | jq -s 'length')" 4

contains "explain tells where the event is" "$(scripts/tributary explain --last --port "$port")" "queue jane-purchase-events"
contains "explain finds an event by its event_id" \
  "$(scripts/tributary explain 692AFD4F-D667-4517-829A-5F88F3430D27 --port "$port")" "topic jane-basket-events"

metric() {
  aws cloudwatch get-metric-statistics --namespace "$1" --metric-name "$2" --dimensions "$3" --statistics Sum \
    --period 60 --start-time "$(jq -nr 'now - 3600 | todate')" --end-time "$(jq -nr 'now + 60 | todate')" |
    jq '[.Datapoints[].Sum] | add // 0'
}
check "get-metric-statistics counts what was published" \
  "$(metric AWS/SNS NumberOfMessagesPublished Name=TopicName,Value=jane-basket-events)" 2
check "and how often the pipe ran" \
  "$(metric AWS/EventBridge/Pipes EventCount Name=PipeName,Value=jane-basket-events)" 2
aws cloudwatch put-metric-alarm --alarm-name jane-sent --namespace AWS/SQS --metric-name NumberOfMessagesSent \
  --dimensions Name=QueueName,Value=jane-purchase-events --statistic Sum --period 60 --evaluation-periods 1 \
  --threshold 0 --comparison-operator GreaterThanThreshold --treat-missing-data notBreaching
scripts/send-mock-events.sh jane >/dev/null 2>&1
tries=0
until [ "$(aws cloudwatch describe-alarms --alarm-names jane-sent | jq -r '.MetricAlarms[0].StateValue')" = ALARM ] ||
  [ $tries -ge 90 ]; do
  tries=$((tries + 1))
  sleep 1
done
check "an alarm fires within the minute" \
  "$(aws cloudwatch describe-alarms --alarm-names jane-sent | jq -r '.MetricAlarms[0].StateValue')" ALARM
contains "an alarm of somebody else is denied" \
  "$(aws cloudwatch delete-alarms --alarm-names others-alarm 2>&1)" "cloudwatch:DeleteAlarms"

# Breaks the hop from the rule to the purchase queue, by the queue's policy, and mends it.
sqs() { aws --endpoint-url "$AWS_ENDPOINT_URL" sqs "$@"; }
purchases="$AWS_ENDPOINT_URL/536697261635/jane-purchase-events"
depth() {
  sqs get-queue-attributes --attribute-names ApproximateNumberOfMessages --queue-url "$1" |
    jq -r .Attributes.ApproximateNumberOfMessages
}
# Waits until a queue holds a number of messages, or a minute has passed; prints how many it holds.
depth_becomes() {
  local tries=0
  until [ "$(depth "$1")" -ge "$2" ] || [ $tries -ge 60 ]; do
    tries=$((tries + 1))
    sleep 0.5
  done
  depth "$1"
}
sqs get-queue-attributes --attribute-names Policy --queue-url "$purchases" | jq .Attributes >"$work/policy.json"
sqs purge-queue --queue-url "$purchases"
sqs set-queue-attributes --queue-url "$purchases" --attributes Policy=
for _ in 1 2 3; do scripts/send-mock-events.sh jane >/dev/null 2>&1; done
check "a broken hop fills the dead-letter queue" "$(depth_becomes "$purchases-dlq" 6)" 6
sqs set-queue-attributes --queue-url "$purchases" --attributes "file://$work/policy.json"
# What only EventBridge has as a dead-letter queue belongs to no queue.
copies="$purchases-debug-dlq"
sqs send-message --queue-url "$copies" --message-body '{}' >/dev/null
scripts/redrive.sh jane </dev/null >"$work/out" 2>"$work/err"
check "redrive moves nothing unless told" "$?/$(depth "$purchases-dlq")" 2/6
contains "redrive tells why messages are there" "$(cat "$work/out")" \
  "jane-purchase-events-dlq: 6: EventBridge: NO_PERMISSIONS"
contains "redrive tells which messages it cannot move" "$(cat "$work/out")" \
  "jane-purchase-events-debug-dlq: 1: no reason is given: SNS could not deliver it, or somebody sent it here; see the queue's policy; it belongs to no queue"
echo n | scripts/redrive.sh jane >/dev/null 2>&1
check "redrive moves nothing when told no" "$?/$(depth "$purchases-dlq")" 0/6
# So many more that one a second takes longer than the interrupt.
for _ in 1 2 3 4 5; do
  sqs send-message-batch --queue-url "$purchases-dlq" \
    --entries "$(jq -n -c '[range(10) | {Id: tostring, MessageBody: "{}"}]')" >/dev/null
done
set -m
scripts/redrive.sh --yes --rate 1 jane >/dev/null 2>"$work/err" &
redrive_pid=$!
set +m
tries=0
until grep -q 'moved [1-9]' "$work/err" || [ $tries -ge 600 ]; do
  tries=$((tries + 1))
  sleep 0.1
done
kill -INT -- "-$redrive_pid"
wait "$redrive_pid"
check "redrive ends by Ctrl-C" $? 130
contains "an interrupted redrive says what to do" "$(cat "$work/err")" "run it again to move the rest"
left=$(depth "$purchases-dlq")
check "an interrupted redrive loses nothing and leaves the rest" \
  "$((left + $(depth "$purchases"))) $([ "$left" -gt 0 ] && echo more)" "56 more"
echo y | scripts/redrive.sh jane jane-purchase-events >/dev/null 2>"$work/err"
check "run again, it moves the rest" "$?/$(depth "$purchases-dlq")/$(depth "$purchases")" 0/0/56
contains "redrive shows how far it is" "$(cat "$work/err")" "moved $left of $left"
scripts/redrive.sh --yes jane jane-purchase-events-debug-dlq >"$work/out" 2>"$work/err"
check "redrive leaves what it cannot move" "$?/$(depth "$copies")/$(cat "$work/err")" "0/1/There is nothing to move."
check "a redriven event is the one that was sent" \
  "$(scripts/watch-sqs-queue.sh --count 56 jane-purchase-events 2>/dev/null |
    jq -s -S '[.[] | select(.source == "basket_events")][0].detail.event')" \
  "$(jq -S . example-sns-events/basket-updated-event.json)"

scripts/watch-sqs-queue.sh no-such-queue >"$work/out" 2>&1
check "an unknown queue is exit code 2" $? 2
check "an unknown queue is one line" "$(wc -l <"$work/out" | tr -d ' ')" 1
contains "an unknown queue is named" "$(cat "$work/out")" "no-such-queue"
scripts/watch-logs-group.sh no-such-group >"$work/out" 2>&1
check "an unknown group is exit code 2" $? 2
scripts/send-mock-events.sh >"$work/out" 2>&1
check "a missing argument is exit code 2" $? 2
scripts/send-mock-events.sh nobody >"$work/out" 2>&1
check "a user without topics is exit code 2" $? 2
check "a user without topics is one line" "$(wc -l <"$work/out" | tr -d ' ')" 1

down
AWS_ENDPOINT_URL=$AWS_ENDPOINT_URL scripts/watch-sqs-queue.sh >"$work/out" 2>&1
check "a stopped cloud is exit code 2" $? 2
contains "a stopped cloud is explained" "$(cat "$work/out")" "tributary up"

up
scripts/watch-logs-group.sh jane-purchase-events >"$work/out" 2>&1
check "without the debug rule, exit code 2" $? 2
contains "without the debug rule, how to turn it on" "$(cat "$work/out")" "purchase-events:debugRule true"

down
mkdir "$work/project"
cp Pulumi.yaml Pulumi.dev.yaml "$work/project"
up --watch -C "$work/project"
scripts/send-mock-events.sh jane >/dev/null 2>&1
attribute() {
  aws --endpoint-url "$AWS_ENDPOINT_URL" sqs get-queue-attributes --attribute-names All \
    --queue-url "$AWS_ENDPOINT_URL/536697261635/jane-purchase-events" | jq -r ".Attributes.$1"
}
# Waits until the log of `up` holds the words, or a minute has passed.
logged() {
  local tries=0
  until grep -q "$1" "$work/up.log"; do
    tries=$((tries + 1))
    [ $tries -lt 600 ] || return 1
    sleep 0.1
  done
}
echo '  purchase-events:maxReceiveCount: 0' >>"$work/project/Pulumi.dev.yaml"
logged 'not deployed'
check "a change that is wrong is refused, and said" $? 0
sed 's/maxReceiveCount: 0/maxReceiveCount: 7/' "$work/project/Pulumi.dev.yaml" >"$work/changed"
cp "$work/changed" "$work/project/Pulumi.dev.yaml"
logged 'Deployed again'
check "a change of the config is deployed" $? 0
contains "without building what was not changed" "$(cat "$work/up.log")" 'A change: deploying'
check "the changed queue has the new value" "$(attribute RedrivePolicy | jq .maxReceiveCount)" 7
check "and still holds its messages" "$(attribute ApproximateNumberOfMessages)" 2

aws --endpoint-url "$AWS_ENDPOINT_URL" sqs create-queue --queue-name jane-taken --attributes VisibilityTimeout=1 >/dev/null
{ cat "$work/changed" && echo '  purchase-events:purchaseQueue: taken'; } >"$work/project/Pulumi.dev.yaml"
logged 'deployed in part'
check "a change that fails in part, as a name is taken, is said to be one" $? 0

[ -f target/tributary.jsa ] && [ -f target/tributary-up.jsa ]
check "building has recorded the archives of loaded classes" $? 0
(jar=$PWD/target/tributary-run.jar && cd "$work" && jar xf "$jar" META-INF/INDEX.LIST)
check "and indexed the jars by no folder, so that a checkout can be moved" "$(grep '\.jar$' "$work/META-INF/INDEX.LIST" | sed 's|/.*||' | sort -u)" \
  "$(printf 'lib')"

mkfifo "$work/pipe"
exec 3<>"$work/pipe" 4>"$work/pipe" 3<&-
scripts/tributary --help >&4 2>"$work/err"
check "who reads the output may leave: it ends as SIGPIPE ends it, and says nothing" "$?/$(cat "$work/err")" 141/
exec 4>&-

rm -rf target/recordings
recorded=$(scripts/tributary graph)
check "what a program asked for is kept" "$(ls target/recordings)" purchase-events.dev.json
check "and is what it would ask for again" "$(scripts/tributary graph)" "$recorded"
sed '2,$s/purchase-events/events-as-kept/g' target/recordings/purchase-events.dev.json >"$work/altered"
cp "$work/altered" target/recordings/purchase-events.dev.json
contains "it is taken in place of running the program" "$(scripts/tributary graph)" events-as-kept
# Its class archive fits a jar of the old time only.
touch -r target/tributary-run.jar "$work/time"
touch target/tributary-run.jar
check "but not once the jar is another" "$(scripts/tributary graph)" "$recorded"
touch -r "$work/time" target/tributary-run.jar
contains "with other config the program runs again" "$(scripts/tributary graph --set debugRule=true)" debug

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
