# Expectations: each says what was expected when it is disappointed.

fail() {
  echo "FAILED: $*" >&2
  exit 1
}

step() { echo "-- $*"; }

same() {  # WHAT ACTUAL EXPECTED
  [[ $2 == "$3" ]] || fail "$1 should be '$3' but is '$2'"
  echo "ok: $1 is $3"
}

at_least() {  # WHAT ACTUAL MINIMUM
  (($2 >= $3)) || fail "$1 should be at least $3 but is $2"
  echo "ok: $1 is $2, at least $3"
}

contains() {  # WHAT TEXT PART
  [[ $2 == *"$3"* ]] || fail "$1 should contain '$3' but is: $2"
  echo "ok: $1 contains '$3'"
}

now() { now_ms=$((${EPOCHREALTIME/./} / 1000)); }  # sets now_ms

# Sleeping without a program: nobody ever writes into this pipe.
exec {silence}<> <(:)
pause() { read -rt "$1" -u "$silence" || true; }  # SECONDS

eventually() {  # SECONDS WHAT COMMAND...
  local until
  now
  until=$((now_ms + $1 * 1000))
  while ! "${@:3}" >/dev/null 2>&1; do
    now
    ((now_ms < until)) || fail "within $1 s: $2"
    pause 0.2
  done
}

# A refused command: its error code, a part of its words, and the exit status that docs/errors.md promises.
refused() {  # CODE PART COMMAND...
  local said status=0
  said=$("${@:3}" --json 2>&1 >/dev/null) || status=$?
  same "the error code of '${*:3}'" "$(jq -r .error.code <<<"$said")" "$1"
  contains "the error of '${*:3}'" "$said" "$2"
  same "its exit status" "$status" "$(exit_status_of "$1")"
}

exit_status_of() {  # CODE   from the table in docs/errors.md, which is what scripts rely on
  local row
  row=$(grep -E "^\| *\`?$1\`? *\|" "$lib_dir/../../docs/errors.md") || fail "docs/errors.md has no row for $1"
  cut -d'|' -f3 <<<"$row" | tr -d ' `'
}
