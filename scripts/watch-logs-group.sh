#!/usr/bin/env bash
# Lists the log groups, or follows one.
. "$(dirname "$0")/lib/aws.sh"

usage() {
  cat <<USAGE
Usage: $SCRIPT_NAME                      list the log groups
       $SCRIPT_NAME [OPTIONS] GROUP      print each log event as it arrives

GROUP is a log group's name. USERNAME-purchase-events is understood as /USERNAME/purchase-events. Each event is printed as
it is, or, where it is no JSON, as a JSON string.

  --since MINUTES   begin with the events of the last MINUTES (default: 10)
  --count N         end after N log events (default: run until Ctrl-C)

Works on AWS, and in the local cloud where AWS_ENDPOINT_URL is set.
Exit codes: 0 done; 2 wrong use, something is missing, or the output cannot be written; 130 ended by Ctrl-C.
USAGE
}

since=10 count=0 group=
while [ $# -gt 0 ]; do
  case "$1" in
    -h | --help) usage; exit 0 ;;
    --since) whole_number --since 9999999 "${2:-}"; since=$((10#$2)); shift ;;
    --count) whole_number --count 9999999 "${2:-}"; count=$((10#$2)); shift ;;
    -*) fail "unknown option '$1'; see $SCRIPT_NAME --help" ;;
    *)
      [ -z "$group" ] || fail "expected one log group, got '$group' and '$1'; see $SCRIPT_NAME --help"
      group=$1 ;;
  esac
  shift
done

require_tools jq
require_aws_cli

names=$(aws_call logs describe-log-groups | jq -r '.logGroups[].logGroupName') || exit 2
[ -n "$names" ] || fail "there is no log group in ${AWS_ENDPOINT_URL:-this account and region}; deploy first, with pipeLogs or debugRule on"
if [ -z "$group" ]; then
  group=$(choose "log group>" <<<"$names")
  [ -n "$group" ] || { printf '%s\n' "$names"; exit 0; }
fi

exists() {
  grep -qxF -- "$1" <<<"$names"
}

# jane-doe-purchase-events may be /jane/doe-purchase-events or /jane-doe/purchase-events: the one that exists.
resolve() {
  exists "$1" && { printf '%s' "$1"; return; }
  local head='' tail=$1
  while [ "${tail#*-}" != "$tail" ]; do
    head="$head${head:+-}${tail%%-*}" tail=${tail#*-}
    exists "/$head/$tail" && { printf '%s' "/$head/$tail"; return; }
  done
}

name=$(resolve "$group")
if [ -z "$name" ]; then
  case "$group" in
    *purchase-events*)
      fail "there is no log group '$group': the debug rule that writes it is off; turn it on, in the folder with the Pulumi.yaml of purchase-events: pulumi config set purchase-events:debugRule true && pulumi up (locally: scripts/tributary up --set debugRule=true)" ;;
    *) fail "there is no log group '$group'; $SCRIPT_NAME without arguments lists them" ;;
  esac
fi

from=$((($(date +%s) - since * 60) * 1000)) seen=' ' printed=0
trap 'exit 130' INT
note "Following $name (Ctrl-C ends)..."
while :; do
  events=$(aws_call logs filter-log-events --log-group-name "$name" --start-time "$from" | jq -c '.events[]') || exit 2
  now_seen=' '
  while IFS= read -r event; do
    [ -n "$event" ] || continue
    id=$(jq -r .eventId <<<"$event")
    now_seen="$now_seen$id "
    case "$seen" in *" $id "*) continue ;; esac
    print_json .message <<<"$event" || fail "the output could not be written"
    printed=$((printed + 1))
    [ "$count" -eq 0 ] || [ "$printed" -lt "$count" ] || exit 0
  done <<<"$events"
  # An event may be ingested late: ask for the last minute again, and leave out what was shown.
  newest=$(jq -s 'map(.timestamp) | max // 0' <<<"$events")
  [ $((newest - 60000)) -le "$from" ] || from=$((newest - 60000))
  seen=$now_seen
  sleep 2
done
