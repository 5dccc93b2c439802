#!/usr/bin/env bash
# Publishes both example events to USERNAME's topics.
. "$(dirname "$0")/lib/aws.sh"

usage() {
  cat <<USAGE
Usage: $SCRIPT_NAME USERNAME

Publishes example-sns-events/basket-updated-event.json to the topic USERNAME-basket-events and
checkout-created-event.json to USERNAME-checkout-events, on AWS, or in the local cloud where
AWS_ENDPOINT_URL is set.

Exit codes: 0 both were published; 2 wrong use, or something is missing.
USAGE
}

case "${1:-}" in
  -h | --help) usage; exit 0 ;;
  -*) fail "unknown option '$1'; see $SCRIPT_NAME --help" ;;
esac
[ $# -eq 1 ] || fail "expected one argument, the USERNAME whose topics to publish to, got $#; see $SCRIPT_NAME --help"

require_tools jq
require_aws_cli

readonly USERNAME=$1
EVENTS="$(cd "$(dirname "$0")/.." && pwd)/example-sns-events" || exit 2

identity=$(aws_call sts get-caller-identity) || exit 2
account=$(jq -r .Account <<<"$identity")
partition=$(jq -r .Arn <<<"$identity" | cut -d: -f2)
region=${AWS_REGION:-${AWS_DEFAULT_REGION:-$(aws configure get region 2>/dev/null)}}
# Said by aws_call.
# shellcheck disable=SC2034
if [ -n "${AWS_ENDPOINT_URL:-}" ]; then
  WHEN_DENIED="the local cloud's user publishes to their own topics only: $SCRIPT_NAME $(jq -r '.Arn | split("/") | last' <<<"$identity"); to those of others as the account: AWS_ACCESS_KEY_ID=$account $SCRIPT_NAME $USERNAME"
else
  WHEN_DENIED="is '$USERNAME' right, and may you publish to that user's topics?"
fi
[ -n "$region" ] || fail "no region; set AWS_REGION, for example: export AWS_REGION=eu-west-1"

publish() {
  local topic="arn:$partition:sns:$region:$account:$USERNAME-$1" answer
  # shellcheck disable=SC2034
  WHEN_MISSING="$USERNAME-$1 in $region of account $account; is '$USERNAME' how the topics begin that the stack's config names (basketTopicArn, checkoutTopicArn)?${AWS_ENDPOINT_URL:+ 'scripts/tributary up' prints the command for its own.} To topics of other names: aws sns publish --topic-arn ARN --message $(printf %q "file://$EVENTS/$2")"
  answer=$(aws_call sns publish --topic-arn "$topic" --message "file://$EVENTS/$2") || exit 2
  printf '%s  %s  %s\n' "$USERNAME-$1" "$2" "$(jq -r .MessageId <<<"$answer")"
}

publish basket-events basket-updated-event.json
publish checkout-events checkout-created-event.json
note "Watch them arrive: scripts/watch-sqs-queue.sh $USERNAME-purchase-events (it removes what it prints)"
