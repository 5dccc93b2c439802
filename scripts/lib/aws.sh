# shellcheck shell=bash
# What the scripts share; sourced, not run. Works with bash 3.2, which macOS has.
#
# Every script speaks to AWS, or, where AWS_ENDPOINT_URL is set, to a local cloud at that address. Older releases of the
# AWS CLI ignore that variable and would call the real AWS, so the endpoint is always passed as --endpoint-url too.

set -u -o pipefail
unset CDPATH
export AWS_PAGER=""
# Version 1 of the AWS CLI knows AWS_DEFAULT_REGION only.
if [ -n "${AWS_REGION:-}" ]; then
  export AWS_DEFAULT_REGION="$AWS_REGION"
fi

readonly SCRIPT_NAME="${0##*/}"

# One clear line to standard error, and exit code 2: wrong use, something missing, or output that cannot be written.
fail() {
  printf '%s: %s\n' "$SCRIPT_NAME" "$1" >&2
  exit 2
}

note() {
  printf '%s\n' "$1" >&2
}

require_tools() {
  local tool
  for tool in "$@"; do
    command -v "$tool" >/dev/null 2>&1 ||
      fail "'$tool' is not installed; install it (for example: brew install $tool, apt-get install $tool) and try again"
  done
}

# whole_number OPTION MOST VALUE: fails unless the option's value is from 1 to MOST, of at most nine digits. Zeros may lead it.
whole_number() {
  case "$3" in
    '' | *[!0-9]* | ??????????*) ;;
    *) [ $((10#$3)) -ge 1 ] && [ $((10#$3)) -le "$2" ] && return ;;
  esac
  fail "$1 takes a whole number, 1 to $2, got '$3'"
}

# Whether version $1 (1.2.3) is at least version $2.
version_at_least() {
  local IFS=. i
  # shellcheck disable=SC2206
  local have=($1) want=($2)
  for i in 0 1 2; do
    [ "${have[$i]:-0}" -gt "${want[$i]:-0}" ] && return 0
    [ "${have[$i]:-0}" -lt "${want[$i]:-0}" ] && return 1
  done
  return 0
}

# The AWS CLI speaks SQS by JSON from 1.29.82 and from 2.15.0 on; the local cloud speaks nothing else.
require_aws_cli() {
  command -v aws >/dev/null 2>&1 ||
    fail "the AWS CLI ('aws') is not installed; see docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html"
  local version minimum
  version=$(aws --version 2>&1 | sed -n 's|^aws-cli/\([0-9][0-9.]*\).*|\1|p')
  [ -n "$version" ] || fail "'aws --version' does not say its version; is 'aws' on the PATH the AWS CLI?"
  case "$version" in
    1.*) minimum=1.29.82 ;;
    *) minimum=2.15.0 ;;
  esac
  version_at_least "$version" "$minimum" ||
    fail "the AWS CLI is $version; it speaks SQS's JSON protocol from $minimum on: update it"
}

# aws_call SERVICE OPERATION ARGUMENTS...: the call's JSON on standard output; on failure one clear line and exit 2,
# ended by Ctrl-C exit 130.
aws_call() {
  local errors status
  errors=$(mktemp "${TMPDIR:-/tmp}/tributary.XXXXXX")
  if [ -n "${AWS_ENDPOINT_URL:-}" ]; then
    aws --endpoint-url "$AWS_ENDPOINT_URL" --output json "$@" 2>"$errors"
  else
    aws --output json "$@" 2>"$errors"
  fi
  status=$?
  # The AWS CLI ends so by Ctrl-C, and who pressed it needs no reason.
  [ $status -eq 0 ] || [ $status -eq 130 ] || explain_failure "$(cat "$errors")" "$*"
  rm -f "$errors"
  [ $status -eq 0 ] || exit $((status == 130 ? 130 : 2))
}

explain_failure() {
  local text
  text=$(printf '%s' "$1" | tr '\n' ' ')
  case "$text" in
    *"Unable to locate credentials"* | *rofile*"could not be found"*)
      say "no AWS credentials; set AWS_PROFILE, or run 'aws configure'; for a local cloud use the export lines that 'scripts/tributary up' prints" ;;
    *ExpiredToken* | *InvalidClientTokenId* | *"security token"*)
      say "AWS refuses the credentials; log in again (for example: aws sso login)" ;;
    *"is not authorized to perform"*)
      say "denied: ${text##*operation: }${WHEN_DENIED:+; $WHEN_DENIED}" ;;
    *"(NotFound)"*)
      say "${text##*operation: }${WHEN_MISSING:+: $WHEN_MISSING}" ;;
    *"Invalid endpoint: ${AWS_ENDPOINT_URL:-none}"*)
      say "AWS_ENDPOINT_URL is '$AWS_ENDPOINT_URL', but must be http:// (or https://) and a host, for example http://localhost:4566" ;;
    *"must specify a region"* | *"Invalid endpoint"*)
      say "no region; set AWS_REGION, for example: export AWS_REGION=eu-west-1" ;;
    *"Could not connect"* | *"Connection was closed"*)
      if [ -n "${AWS_ENDPOINT_URL:-}" ]; then
        say "nothing answers at $AWS_ENDPOINT_URL; is 'scripts/tributary up' running?"
      else
        say "AWS cannot be reached; is this machine online, and is the region right? ${text# }"
      fi ;;
    *)
      say "'aws $2' failed: ${text# }" ;;
  esac
}

say() {
  printf '%s: %s\n' "$SCRIPT_NAME" "$1" >&2
}

# A text as JSON, for jq: `as_line` where it is JSON the text itself, on one line, else a JSON string; `as_page` indented,
# where nothing is lost by that. jq rounds a number, leaves out a member that comes twice, and takes nan, 007 and a tab in
# a string for JSON: so what is JSON is printed digit for digit, and has to have JSON's own tokens only.
# shellcheck disable=SC2016
readonly AS_JSON='
  def is_json:
    test("^(?>(?:[ \\t\\r\\n\\[\\]{},:]|\"(?:[^\"\\\\\\x00-\\x1f]|\\\\.)*\"|(?:true|false|null|"
      + "-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)(?![^ \\t\\r\\n\\[\\]{},:]))*)$")
    and (try (fromjson | true) catch false);
  def as_line: if is_json then split("\n") | join(" ") | split("\r") | join(" ") else tojson end;
  def without_blanks: reduce (" ", "\t", "\r", "\n") as $blank (.; split($blank) | join(""));
  def as_page: . as $text
    | if is_json | not then tojson else fromjson
      | if type != "string" and (tojson | without_blanks) == ($text | without_blanks) then . else $text end end;'

# print_json FILTER: prints the text that jq's filter finds in standard input, as JSON; on a terminal, for people. Fails if it
# could not be written: the disk is full, or the reader gone.
print_json() {
  if [ -t 1 ]; then
    jq -r --indent 2 "$AS_JSON $1 | as_page"
  else
    jq -r "$AS_JSON $1 | as_line"
  fi
}

# choose PROMPT: one of the lines on standard input, by fzf where it is installed and a person is there; else nothing.
choose() {
  if command -v fzf >/dev/null 2>&1 && [ -t 0 ] && [ -t 1 ]; then
    fzf --prompt "$1 "
  fi
}
