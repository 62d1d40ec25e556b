#!/usr/bin/env bash
# Drives the Bash client for the tests: a JSON object a line in, a JSON object a line out.

set -u
# shellcheck source=snippets/bash/bbb-api.sh
. "$(dirname "$0")/../../../snippets/bash/bbb-api.sh"

op='' call='' status=0 location='' method=GET type='' body='' params=() names=() form=()
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# One jq for each request: its fields become variables, and its pairs become parameters.
fields='
    def words: map(select(.[1] != null) | "\(.[0])=\(.[1])");
    @sh "op=\(.op) call=\(.call // "") status=\(.status // 0) location=\(.location // "") method=\(.method // "GET")",
    @sh "type=\(.content_type // "application/xml") BBB_URL=\(.url // "") BBB_SECRET=\(.secret // "")",
    @sh "BBB_ALGORITHM=\(.algorithm // "sha256") BBB_TIMEOUT=\(.timeout // 30) BBB_LIMIT=\(.limit // 10000000)",
    @sh "body=\(.body // "" | if type == "string" then . else "" end)",
    "params=(\(.params // [] | words | @sh)) names=(\(.read // [] | @sh))",
    "form=(\(.body // "" | if type == "string" then [] else words end | @sh))"
'

# shellcheck disable=SC2016 # these are variables of jq
answer='{
    returncode: $ENV.BBB_RETURNCODE, key: ($ENV.BBB_KEY | if . == "" then null else . end), message: $ENV.BBB_MESSAGE,
    status: ($ENV.BBB_STATUS | if . == "" then null else tonumber end), location: $ENV.BBB_LOCATION, call: $ENV.BBB_CALL,
    warning: ($ENV.BBB_WARNING | if . == "" then null else . end), page: $ENV.BBB_PAGE, class: $ENV.BBB_KIND,
    values: ([$ARGS.positional | range(0; length; 2) as $n | {key: .[$n], value: .[$n + 1]}] | from_entries),
    shown: $shown
} | if .class == "SUCCESS" then {ok: del(.class, .page, .call)}
    elif .class == "Settings" then {settings: .message}
    else {error: {class, key, message, call, status, page, shown}} end'

# Carry out the request with the trace of the shell on, so that it could show what it must not.
carry_out() {
    set -x
    case $op in
        sign) bbb_sign "$call" "${params[@]}" >"$folder/query" ;;
        client) bbb_url '' >"$folder/query" && BBB_KIND=SUCCESS ;;
        parse) bbb_parse "$call" "$status" "$folder/body" "$location" ;;
        call)
            if [[ $method == GET ]]; then
                bbb_call "$call" "${params[@]}"
            else
                bbb_post "$call" "$type" "$file" "${params[@]}"
            fi
            ;;
    esac
    set +x
}

while IFS= read -r line; do
    eval "$(jq -r "$fields" <<<"$line")"
    base64 -d <<<"$body" >"$folder/body"
    file=$folder/body
    [[ $body ]] || file=/dev/null
    if [[ ${form[*]-} ]]; then
        printf '%s' "$(bbb_encode "${form[@]}")" >"$folder/body"
        file=$folder/body type=application/x-www-form-urlencoded
    fi
    BBB_KIND='' values=()
    carry_out 2>"$folder/shown"
    if [[ $op == sign && $BBB_KIND != Settings ]]; then
        jq -cn --rawfile query "$folder/query" '{query: $query | rtrimstr("\n")}'
        continue
    elif [[ $op == client && $BBB_KIND == SUCCESS ]]; then
        echo '{"ok": {}}'
        continue
    fi
    if [[ $BBB_KIND == SUCCESS ]]; then
        for name in "${names[@]}"; do values+=("$name" "$([[ ! $BBB_XML ]] || bbb_get "$name")"); done
    fi
    export BBB_RETURNCODE BBB_KEY BBB_MESSAGE BBB_STATUS BBB_LOCATION BBB_CALL BBB_WARNING BBB_PAGE BBB_KIND
    jq -cn --rawfile shown "$folder/shown" "$answer" --args "${values[@]}"
done
