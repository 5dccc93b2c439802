#!/usr/bin/env bash
# Moves what lies in a user's dead-letter queues back into the queues that they belong to.
. "$(dirname "$0")/lib/aws.sh"

usage() {
  cat <<USAGE
Usage: $SCRIPT_NAME [OPTIONS] USERNAME [QUEUE]

Lists USERNAME's dead-letter queues, each with its messages and the newest reason among the first ten, and moves
messages back into the queue that each belongs to, by SQS's StartMessageMoveTask. QUEUE, a dead-letter queue or the
queue that it belongs to, keeps it to that one. USERNAME's queues are all whose names begin with USERNAME- .

  --yes        move without asking
  --rate N     move N messages a second, 1 to 500 (default: as fast as SQS sees fit)

A message leaves its dead-letter queue only after the other queue has it. Ctrl-C cancels the task; what has moved stays
moved, and the next run moves the rest. Messages that somebody is looking at (in flight) stay. Mend what failed first:
what fails again comes back. A message that is larger than the other queue takes (MaximumMessageSize) stops the task, and
those behind it stay too: you are told which it is, and the commands that take it out.

The reason is what lies with the message: EventBridge says why it gave up; SQS says which queue gave the message up, and
the log of that queue's consumer says why; SNS says nothing. A dead-letter queue that belongs to no queue, such as the debug
rule's, is listed, and left as it is: SQS moves nothing out of it.

Works on AWS, and in the local cloud where AWS_ENDPOINT_URL is set. On AWS you need sqs:ListQueues; for the dead-letter
queue sqs:GetQueueAttributes, ReceiveMessage, DeleteMessage, StartMessageMoveTask, ListMessageMoveTasks and
CancelMessageMoveTask; for the queue sqs:GetQueueAttributes and SendMessage.
Exit codes: 0 all is moved that was to be, or there was nothing; 1 a task failed or was cancelled; 2 wrong use, or
something is missing; 130 ended by Ctrl-C.
USAGE
}

yes=false rate='' user='' wanted=''
while [ $# -gt 0 ]; do
  case "$1" in
    -h | --help) usage; exit 0 ;;
    --yes) yes=true ;;
    --rate)
      shift
      whole_number --rate 500 "${1:-}"
      rate=$((10#$1)) ;;
    -*) fail "unknown option '$1'; see $SCRIPT_NAME --help" ;;
    *)
      if [ -z "$user" ]; then
        user=$1
      else
        [ -z "$wanted" ] || fail "expected a USERNAME and one queue, got '$wanted' and '$1' too; see $SCRIPT_NAME --help"
        wanted=$1
      fi ;;
  esac
  shift
done
[ -n "$user" ] || fail "expected a USERNAME, whose dead-letter queues to look at; see $SCRIPT_NAME --help"

require_tools jq
require_aws_cli

# Why the newest of the first ten messages is here. A message that comes back to a dead-letter queue still carries the
# attributes of its first time, so what SQS says counts before what EventBridge said.
# shellcheck disable=SC2016
readonly REASON='
  [.Messages // [] | .[]] | max_by(.Attributes.SentTimestamp | tonumber)
  | if . == null then "(in flight: not to be seen now)"
    elif .Attributes.DeadLetterQueueSourceArn then
      "received too often from \(.Attributes.DeadLetterQueueSourceArn | split(":") | last), never deleted; see the log of its consumer"
    elif .MessageAttributes.ERROR_MESSAGE then
      "EventBridge: \(.MessageAttributes.ERROR_CODE.StringValue // "error"): \(.MessageAttributes.ERROR_MESSAGE.StringValue)"
    else "no reason is given: SNS could not deliver it, or somebody sent it here; see the queue'"'"'s policy" end'

# The messages of more than $most bytes, with attributes, as SQS counts them: id and bytes.
# shellcheck disable=SC2016
readonly TOO_LARGE='
  def attribute: (.key + .value.DataType + (.value.StringValue // "") | utf8bytelength)
    + (.value.BinaryValue // "" | rtrimstr("=") | rtrimstr("=") | length * 3 / 4 | floor);
  .Messages // [] | .[]
  | [.MessageId, (.Body | utf8bytelength) + ([.MessageAttributes // {} | to_entries[] | attribute] | add // 0)]
  | select(.[1] > $most) | @tsv'

# What is known of each of the user's queues: a JSON object a line.
queues() {
  local urls url
  urls=$(aws_call sqs list-queues --queue-name-prefix "$user-" | jq -r '.QueueUrls // [] | .[]') || exit 2
  for url in $urls; do
    aws_call sqs get-queue-attributes --queue-url "$url" --attribute-names QueueArn RedrivePolicy \
      MaximumMessageSize ApproximateNumberOfMessages ApproximateNumberOfMessagesNotVisible |
      jq -c --arg url "$url" '.Attributes + {url: $url}' || exit 2
  done
}

# Of these, the dead-letter queues: URL, ARN, messages, messages in flight, and the queues that it belongs to, in a line.
# One that only EventBridge has as such belongs to no queue; its name tells that it is one.
# shellcheck disable=SC2016
readonly DEAD_LETTER_QUEUES='
  . as $queues | .[] | . as $queue
  | [$queues[] | select((.RedrivePolicy // "{}" | fromjson).deadLetterTargetArn == $queue.QueueArn)
     | .QueueArn | split(":") | last] as $owners
  | select(($owners | length) > 0 or (.QueueArn | endswith("-dlq")))
  | [.url, .QueueArn, .ApproximateNumberOfMessages, .ApproximateNumberOfMessagesNotVisible, ($owners | join(" "))] | @tsv'

# Whether the queue that was asked for is this dead-letter queue, or one that it belongs to.
is_wanted() {
  [ -z "$wanted" ] && return 0
  case " $1 $2 " in *" $wanted "*) return 0 ;; esac
  return 1
}

# The queue to move to: the one that a dead-letter queue belongs to, or the one of several that was asked for.
destination() {
  case "$2" in
    *' '*)
      case " $2 " in
        *" $wanted "*) [ -z "$wanted" ] || { printf '%s' "$wanted"; return; } ;;
      esac
      fail "$1 belongs to several queues ($2); say which to move to: $SCRIPT_NAME $user QUEUE" ;;
    *) printf '%s' "$2" ;;
  esac
}

# The first ten messages; a look that hides nothing, but counts as a receive. Who does not wait sees a part of the queue
# only.
look() {
  aws_call sqs receive-message --queue-url "$1" --max-number-of-messages 10 --visibility-timeout 0 --wait-time-seconds 1 \
    --attribute-names All --message-attribute-names All | jq -s '.[0] // {}'
}

reason() {
  look "$1" | jq -r "$REASON"
}

newest_task() {
  aws_call sqs list-message-move-tasks --source-arn "$1" --max-results 1 | jq -s '.[0].Results[0] // {}'
}

field() { jq -r ".$1 // empty" <<<"$2"; }

active() {
  case "$(field Status "$1")" in RUNNING | CANCELLING) return 0 ;; esac
  return 1
}

# The ARN of the dead-letter queue that messages are being moved out of.
moving=''

# Cancels the task under way, if there is one, and waits until it has ended, so that the next run can begin.
give_up() {
  local task handle tries=0
  trap '' INT TERM
  # The line of the progress, or of the question, is not ended.
  [ ! -t 2 ] || printf '\n' >&2
  [ -n "$moving" ] || exit "$1"
  task=$(newest_task "$moving") || exit "$1"
  handle=$(field TaskHandle "$task")
  if [ -n "$handle" ]; then
    aws_call sqs cancel-message-move-task --task-handle "$handle" >/dev/null || exit "$1"
    while active "$task" && [ $tries -lt 30 ]; do
      tries=$((tries + 1))
      sleep 0.5
      task=$(newest_task "$moving") || exit "$1"
    done
    note "$SCRIPT_NAME: cancelled; $(field ApproximateNumberOfMessagesMoved "$task") moved, run it again to move the rest"
  fi
  exit "$1"
}
trap 'give_up 130' INT
trap 'give_up 143' TERM

shown=''
show_progress() {
  local line
  # How many there are is known only once the task has been selected to start.
  line=$(jq -r '"moved \(.ApproximateNumberOfMessagesMoved // 0) of \(.ApproximateNumberOfMessagesToMove // "?")"' <<<"$2")
  line="$1: $line"
  if [ -t 2 ]; then
    printf '\r%s ' "$line" >&2
  elif [ "$line" != "$shown" ]; then
    note "$line"
  fi
  shown=$line
}

# What is known of the queue of an ARN; nothing if it is not the user's.
known_of() {
  jq -r --arg arn "$1" "select(.QueueArn == \$arn) | .$2" <<<"$all"
}

# tell_too_large DEAD_LETTER_ARN DESTINATION_ARN: which of the first ten messages the destination does not take, and what
# to do.
tell_too_large() {
  local most messages url id bytes
  local aws="aws ${AWS_ENDPOINT_URL:+--endpoint-url $AWS_ENDPOINT_URL }${AWS_DEFAULT_REGION:+--region $AWS_DEFAULT_REGION }sqs"
  most=$(known_of "$2" MaximumMessageSize)
  [ -n "$most" ] || return 0
  url=$(known_of "$1" url)
  messages=$(look "$url" | jq -r --argjson most "$most" "$TOO_LARGE") || exit 2
  [ -n "$messages" ] || return 0
  while IFS=$'\t' read -r id bytes; do
    note "${1##*:}: the message $id has $bytes bytes, ${2##*:} takes $most; to take it out, into $id.json (run the first again if that holds none):"
    note "  $aws receive-message --queue-url $url --max-number-of-messages 10 --visibility-timeout 30 --wait-time-seconds 1 --attribute-names All --message-attribute-names All --output json --query \"Messages[?MessageId=='$id'] | [0]\" >$id.json"
    note "  $aws delete-message --queue-url $url --receipt-handle \"\$(jq -r .ReceiptHandle $id.json)\""
  done <<<"$messages"
  # A larger MaximumMessageSize would let it in, and EventBridge then drop its event, which is larger still.
  note "Then have it published again, smaller: docs/runbook.md#too-large-message"
}

# follow DEAD_LETTER_QUEUE EARLIER: follows the task that began after the one of that time to its end; fails if it did not
# move all.
follow() {
  local task
  while :; do
    task=$(newest_task "$moving") || exit 2
    if [ "$(field StartedTimestamp "$task")" != "$2" ]; then
      show_progress "$1" "$task"
      active "$task" || break
    fi
    sleep 1
  done
  [ ! -t 2 ] || printf '\n' >&2
  case "$(field Status "$task")" in
    COMPLETED) return 0 ;;
    FAILED)
      say "$1: the task failed: $(field FailureReason "$task"); the rest stays where it was: mend it and run again"
      tell_too_large "$moving" "$(field DestinationArn "$task")" ;;
    *) say "$1: the task ended as $(field Status "$task"); run again to move the rest" ;;
  esac
  return 1
}

confirmed() {
  local answer
  $yes && return 0
  printf 'Move the messages of %s to %s? [y/N] ' "$1" "$2" >&2
  read -r answer || fail "nobody answers; --yes moves without asking"
  case "$answer" in [yY] | [yY][eE][sS]) return 0 ;; esac
  return 1
}

# redrive ARN DEAD_LETTER_QUEUE QUEUE: moves all, after a task that an earlier run may have left behind.
redrive() {
  local task status
  moving=$1
  task=$(newest_task "$1") || exit 2
  if active "$task"; then
    note "$2: a task is under way already"
    follow "$2" '' || return 1
    task=$(newest_task "$1") || exit 2
  fi
  aws_call sqs start-message-move-task --source-arn "$1" --destination-arn "${1%:*}:$3" \
    ${rate:+--max-number-of-messages-per-second "$rate"} >/dev/null || exit 2
  follow "$2" "$(field StartedTimestamp "$task")"
  status=$?
  moving=''
  return $status
}

all=$(queues) || exit 2
found=$(jq -r -s "$DEAD_LETTER_QUEUES" <<<"$all") || exit 2
[ -n "$found" ] || fail "there is no dead-letter queue of '$user' in ${AWS_ENDPOINT_URL:-this account and region}; deploy first: scripts/tributary up, or pulumi up"

# ARN<tab>dead-letter queue<tab>queue, for each that has messages to move.
filled='' known=false in_flight=''
while IFS=$'\t' read -r url arn visible hidden owners; do
  name=${arn##*:}
  is_wanted "$name" "$owners" || continue
  known=true why=''
  if [ "$visible" -gt 0 ]; then
    why=": $(reason "$url")" || exit 2
    if [ -n "$owners" ]; then
      to=$(destination "$name" "$owners") || exit 2
      filled="$filled$arn"$'\t'"$name"$'\t'"$to"$'\n'
    else
      why="$why; it belongs to no queue that they could move to: scripts/watch-sqs-queue.sh $name prints and removes them"
    fi
  fi
  if [ "$hidden" -gt 0 ]; then
    visible="$visible (and $hidden in flight)"
    [ -z "$owners" ] || in_flight=yes
  fi
  printf '%s: %s%s\n' "$name" "$visible" "$why"
done <<<"$found"
$known || fail "'$wanted' is no dead-letter queue of '$user', and has none; $SCRIPT_NAME $user lists them"

if [ -z "$filled" ]; then
  note "There is nothing to move${in_flight:+ but what is in flight: run again once it is visible again}."
  exit 0
fi
[ -z "$in_flight" ] || note "What is in flight stays: run again once it is visible again."

failed=false
while IFS=$'\t' read -r arn name to <&3; do
  [ -n "$arn" ] || continue
  confirmed "$name" "$to" || continue
  redrive "$arn" "$name" "$to" || failed=true
done 3<<<"$filled"
! $failed
