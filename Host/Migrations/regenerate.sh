#!/usr/bin/env bash
# Makes the Initial migration of every provider anew from the model. Only until the first release: then migrations are added, never remade.
# usage: Host/Migrations/regenerate.sh [Sqlite|SqlServer|PostgreSql ...]
set -euo pipefail
cd "$(dirname "$0")"
export MSBUILDDISABLENODEREUSE=1
dotnet tool restore >/dev/null
for name in "${@:-Sqlite SqlServer PostgreSql}"; do
  for provider in $name; do
    rm -rf "$provider/Migrations"
    dotnet build -m:1 -v q --nologo -clp:NoSummary "$provider" >/dev/null
    dotnet ef migrations add Initial --no-build --project "$provider" --startup-project "$provider" --output-dir Migrations
    for made in "$provider"/Migrations/*_Initial*.cs; do # one id for ever, so that two branches that remake it meet in the same file
      id=$(basename "$made" | cut -d_ -f1)
      sed -i "s/${id}_Initial/20261123000000_Initial/" "$made"
      mv "$made" "${made/$id/20261123000000}"
    done
    sed -i '1s/^\xEF\xBB\xBF//' "$provider"/Migrations/*.cs # the tool writes a byte order mark, the tree has none
  done
done
