#!/usr/bin/env bash
# Selects the stack of a pull request and configures it: topics, bus and username of its own, so that it needs nothing else.
# Usage: pull-request-stack.sh [--existing] pr-NUMBER REGION. The stack is created unless --existing is given, with the secrets
# provider that PULUMI_SECRETS_PROVIDER names; without one, with a passphrase. Its roles get the boundary PERMISSIONS_BOUNDARY.
set -eu -o pipefail

create=(--create ${PULUMI_SECRETS_PROVIDER:+--secrets-provider "$PULUMI_SECRETS_PROVIDER"})
if [ "${1:-}" = --existing ]; then
  create=()
  shift
fi
if [[ ! "${1:-}" =~ ^pr-[0-9]+$ ]] || [ -z "${2:-}" ]; then
  printf "pull-request-stack.sh: expected pr-NUMBER and a region, got '%s' and '%s'\n" "${1:-}" "${2:-}" >&2
  exit 2
fi

pulumi stack select ${create[@]+"${create[@]}"} "$1"
pulumi config set aws:region "$2" --stack "$1"
pulumi config set username "$1" --stack "$1"
pulumi config set createSources true --stack "$1"
if [ -n "${PERMISSIONS_BOUNDARY:-}" ]; then
  pulumi config set permissionsBoundary "$PERMISSIONS_BOUNDARY" --stack "$1"
fi
