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
    sed -i '1s/^\xEF\xBB\xBF//' "$provider"/Migrations/*.cs # the tool writes a byte order mark, the tree has none
  done
done
