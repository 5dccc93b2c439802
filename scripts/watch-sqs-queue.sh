#!/usr/bin/env bash
# Lists the queues, or prints and removes the messages of one as they arrive.
. "$(dirname "$0")/lib/aws.sh"

usage() {
  cat <<USAGE
Usage: $SCRIPT_NAME                          list the queues
       $SCRIPT_NAME [OPTIONS] QUEUE          print each message as it arrives, then remove it

Each body is printed as it is, digit for digit, or, where it is no JSON, as a JSON string.
Not for a queue that a pipe or a consumer reads: what is removed here, they never get.

  --keep       leave the messages in the queue: they stay hidden while this runs, and are put back when it ends.
               Each look counts as a receive: a queue with a redrive policy moves a message to its dead-letter
               queue once it was received maxReceiveCount times.
  --full       print the message's ids and attributes too, not its body alone
  --count N    end after N messages (default: run until Ctrl-C)

Works on AWS, and in the local cloud where AWS_ENDPOINT_URL is set.
Exit codes: 0 done; 2 wrong use, something is missing, or the output cannot be written, and then what could not be printed
stays in the queue; 130 ended by Ctrl-C.
USAGE
}

keep=false full=false count=0 queue=''
while [ $# -gt 0 ]; do
  case "$1" in
    -h | --help) usage; exit 0 ;;
    --keep) keep=true ;;
    --full) full=true ;;
    --count)
      shift
      whole_number --count 9999999 "${1:-}"
      count=$((10#$1)) ;;
    -*) fail "unknown option '$1'; see $SCRIPT_NAME --help" ;;
    *)
      [ -z "$queue" ] || fail "expected one queue, got '$queue' and '$1'; see $SCRIPT_NAME --help"
      queue=$1 ;;
  esac
  shift
done

require_tools jq
require_aws_cli

list_queues() {
  aws_call sqs list-queues | jq -r '.QueueUrls // [] | .[] | split("/") | last'
}

if [ -z "$queue" ]; then
  names=$(list_queues) || exit 2
  [ -n "$names" ] || fail "there is no queue in ${AWS_ENDPOINT_URL:-this account and region}; deploy first: scripts/tributary up, or pulumi up"
  queue=$(choose "queue>" <<<"$names")
  [ -n "$queue" ] || { printf '%s\n' "$names"; exit 0; }
fi

url=$(aws_call sqs get-queue-url --queue-name "$queue" 2>&1) || {
  case "$url" in
    *NonExistentQueue* | *QueueDoesNotExist*) fail "there is no queue '$queue'; $SCRIPT_NAME without arguments lists them" ;;
    *) printf '%s\n' "$url" >&2; exit 2 ;;
  esac
}
url=$(jq -r .QueueUrl <<<"$url")

# Of each kept message, ID/HANDLE.
seen=' ' kept='' printed=0

# Puts the kept messages back, so that whoever reads the queue next sees them at once.
put_back() {
  local message status=0
  for message in $kept; do
    # In a shell of its own, for it exits where it fails, and the others are to be put back all the same.
    (aws_call sqs change-message-visibility --queue-url "$url" --receipt-handle "${message#*/}" --visibility-timeout 0) || {
      say "the message ${message%%/*} could not be put back: if it is still in the queue, it shows again within five minutes"
      status=2
    }
  done
  [ $status -eq 0 ] || exit $status
}
trap put_back EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

receive() {
  local most=10
  if [ "$count" -gt 0 ] && [ $((count - printed)) -lt 10 ]; then
    most=$((count - printed))
  fi
  set -- --wait-time-seconds 20 --max-number-of-messages "$most"
  if $keep; then
    set -- "$@" --visibility-timeout 300
  fi
  aws_call sqs receive-message --queue-url "$url" "$@" --attribute-names All --message-attribute-names All
}

# A message that cannot be printed ends the script before it is removed.
show() {
  local text=.Body
  if $full; then
    text='({messageId: .MessageId, attributes: .Attributes, messageAttributes: (.MessageAttributes // {})} | tojson | .[:-1])
      + ",\"body\":" + (.Body | as_line) + "}"'
  fi
  print_json "$text" <<<"$1" || fail "the output could not be written, so this message stays in the queue"
  printed=$((printed + 1))
}

show_new() {
  local id
  id=$(jq -r .MessageId <<<"$1")
  case "$seen" in *" $id "*) return ;; esac
  show "$1"
  ! $keep || seen="$seen$id "
}

hold() {
  local id
  id=$(jq -r .MessageId <<<"$1")
  forget "$id"
  kept="$kept $id/$(jq -r .ReceiptHandle <<<"$1")"
}

# A message that comes again, after five minutes, has a new handle; the older one holds no more.
forget() {
  local message others=''
  for message in $kept; do
    [ "${message%%/*}" = "$1" ] || others="$others $message"
  done
  kept=$others
}

# Only what was printed is removed.
remove() {
  local entries left
  entries=$(jq -c '[.Messages | to_entries[] | {Id: (.key | tostring), ReceiptHandle: .value.ReceiptHandle}]' <<<"$1")
  left=$(aws_call sqs delete-message-batch --queue-url "$url" --entries "$entries" | jq -r '.Failed // [] | .[].Message') ||
    exit 2
  [ -z "$left" ] || note "$SCRIPT_NAME: some messages stay in the queue: $left"
}

note "Waiting for messages in $queue (Ctrl-C ends)..."
while [ "$count" -eq 0 ] || [ "$printed" -lt "$count" ]; do
  answer=$(receive) || exit 2
  [ -n "$answer" ] || continue
  messages=$(jq -c '.Messages // [] | .[]' <<<"$answer")
  [ -n "$messages" ] || continue
  # All of them before the first is shown: what ends this must find each to be put back.
  while $keep && IFS= read -r message; do
    hold "$message"
  done <<<"$messages"
  while IFS= read -r message; do
    show_new "$message"
  done <<<"$messages"
  $keep || remove "$answer"
done
