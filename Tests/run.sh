#!/usr/bin/env bash
# Builds and tests everything.   Tests/run.sh [all|fast]
#   all   build, format, flows, model, then Unit, Integration and EndToEnd tests (default)
#   fast  build and Unit tests
# Installs Chromium and PostgreSQL where it may (Debian, root or sudo); without them the tests that need them are skipped with that reason.
set -u -o pipefail
cd "$(dirname "$0")/.."
mode=${1:-all}
# Processes that live for minutes gain nothing from code that is compiled once more with a profile or mapped twice, and a larger
# youngest generation (hexadecimal, 64 MiB) saves a tenth of the processor where the machine does not tell its cache.
export DOTNET_TieredPGO=0 DOTNET_EnableWriteXorExecute=0 DOTNET_GCgen0size=4000000
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1
logs=artifacts/logs
mkdir -p "$logs"
passed=0 failed=0 skipped=0

step() { # NAME COMMAND… — one check that counts as one test
  local name=$1 log="$logs/${1// /-}.log"
  shift
  if "$@" >"$log" 2>&1; then
    echo "ok      $name"
    passed=$((passed + 1))
  else
    echo "FAILED  $name"
    tail -n 40 "$log"
    failed=$((failed + 1))
    return 1
  fi
}

suite() { # PROJECT [OPTION…] — runs one xunit executable and adds up its figures
  local log="$logs/$1.log" summary
  dotnet "artifacts/bin/$1/debug/Elsa.ITR.$1.dll" -noColor -noLogo "${@:2}" >"$log" 2>&1
  local code=$?
  summary=$(grep -oE 'Total: [0-9]+, Errors: [0-9]+, Failed: [0-9]+, Skipped: [0-9]+' "$log" | tail -n 1)
  if [ -z "$summary" ]; then
    echo "FAILED  $1 did not finish (exit code $code)"
    tail -n 40 "$log"
    failed=$((failed + 1))
    return
  fi
  local total errors bad skip
  read -r total errors bad skip < <(grep -oE '[0-9]+' <<<"$summary" | paste -sd' ')
  passed=$((passed + total - bad - skip)) failed=$((failed + bad + errors)) skipped=$((skipped + skip))
  echo "$([ $((bad + errors)) -eq 0 ] && echo 'ok     ' || echo FAILED)  $1: $summary"
  grep -E '\[(FAIL|SKIP)\]' -A 6 "$log" | cut -c1-220 | head -n 120
}

install_tools() {
  command -v apt-get >/dev/null || return 0
  local sudo="" missing=()
  [ -x /usr/bin/chromium ] || missing+=(chromium)
  ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing+=(postgresql)
  fc-list 2>/dev/null | grep -qi cjk || missing+=(fonts-noto-cjk)
  [ ${#missing[@]} -eq 0 ] && return 0
  [ "$(id -u)" = 0 ] || sudo="sudo -n"
  $sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq "${missing[@]}"
}

if [ "$mode" = all ]; then
  install_tools >"$logs/install.log" 2>&1 || echo "note    could not install Chromium or PostgreSQL; tests that need them are skipped"
fi

# One compiler for all projects; it is ended below.
step "build" dotnet build Elsa.ITR.sln -v q --nologo -p:UseSharedCompilation=true || { echo "0 passed, 1 failed"; exit 1; }
if [ "$mode" = all ]; then
  step "format" dotnet format whitespace Elsa.ITR.sln --verify-no-changes --no-restore # style and analyzers are part of the build
  step "flows" dotnet artifacts/bin/Host.Web/debug/Elsa.ITR.Host.Web.dll workflows check
fi
suite Tests.Unit
if [ "$mode" = all ]; then
  suite Tests.Integration -maxThreads $(($(nproc) + 1)) # they often wait for a process
  suite Tests.EndToEnd
fi
dotnet build-server shutdown >/dev/null 2>&1
echo "$skipped skipped"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
