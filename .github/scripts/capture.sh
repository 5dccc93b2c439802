#!/usr/bin/env bash
# Runs a command, shows what it prints, and makes the end of that the step's output 'text'. Fails as the command does.
set -u -o pipefail

# A comment takes 65,536 characters, and two of these texts stand in one.
readonly LIMIT=30000

printed=$(mktemp)
trap 'rm -f "$printed"' EXIT
"$@" 2>&1 | tee "$printed"
status=$?

# Nothing that is printed can end the output before its end.
delimiter="end-$(head -c 16 /dev/urandom | od -An -tx1 | tr -d ' \n')"
{
  printf 'text<<%s\n' "$delimiter"
  if [ "$(wc -c <"$printed")" -gt "$LIMIT" ]; then
    printf '(the beginning is left out; the run has all)\n'
    # Cut at a line, so that no character is torn.
    tail -c "$LIMIT" "$printed" | sed 1d
  else
    cat "$printed"
  fi
  printf '\n%s\n' "$delimiter"
} >>"${GITHUB_OUTPUT:?is set by GitHub Actions}"
exit "$status"
