#!/usr/bin/env bash
# Drives the Bash client for the tests: a JSON object a line in, a JSON object a line out.

set -u
# shellcheck source=snippets/bash/bbb-api.sh
. "$(dirname "$0")/../../../snippets/bash/bbb-api.sh"

op='' call='' status=0 location='' method=GET type='' body='' params=() names=() form=()
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# Makes variables of the fields of a request; pairs become parameters.
fields='
    def words: map(select(.[1] != null) | "\(.[0])=\(.[1])");
    @sh "op=\(.op) call=\(.call // "") status=\(.status // 0) location=\(.location // "") method=\(.method // "GET") ",
    @sh "type=\(.content_type // "application/xml") BBB_URL=\(.url // "") BBB_SECRET=\(.secret // "") ",
    @sh "BBB_ALGORITHM=\(.algorithm // "sha256") BBB_TIMEOUT=\(.timeout // 30) BBB_LIMIT=\(.limit // 10000000) ",
    @sh "body=\(.body // "" | if type == "string" then . else "" end) ",
    "params=(\(.params // [] | words | @sh)) names=(\(.read // [] | @sh)) ",
    "form=(\(.body // "" | if type == "string" then [] else words end | @sh))\u0000"
'

controls=() escapes=()
for number in {1..31} 127; do
    printf -v escape '\\x%02x' "$number"
    printf -v control %b "$escape"
    controls+=("$control")
    escapes+=("${escape/x/u00}")
done

# Set REPLY to a text as JSON has it; what is empty becomes the second argument, if there is one.
json() {
    local number
    if [[ ! $1 && ${2-} ]]; then
        REPLY=$2
        return
    fi
    REPLY=${1//\\/\\\\}
    REPLY=${REPLY//\"/\\\"}
    for number in "${!controls[@]}"; do
        [[ $REPLY != *"${controls[number]}"* ]] || REPLY=${REPLY//"${controls[number]}"/"${escapes[number]}"}
    done
    REPLY=\"$REPLY\"
}

# Print the members of an object, given as pairs of a name and a value that is JSON already.
object() {
    local text=''
    for (( ; $#; )); do
        json "$1"
        text+=${text:+, }$REPLY:$2
        shift 2
    done
    printf '{%s}' "$text"
}

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

# Print the outcome.
outcome() {
    local shown query known=() values=() name
    shown=$(<"$folder/shown")
    json "$shown"
    known+=(shown "$REPLY" status "${BBB_STATUS:-null}")
    json "$BBB_KEY" null
    known+=(key "$REPLY")
    json "$BBB_MESSAGE"
    known+=(message "$REPLY")
    if [[ $op == sign && $BBB_KIND != Settings ]]; then
        query=$(<"$folder/query")
        json "$query"
        object query "$REPLY"
    elif [[ $BBB_KIND == Settings ]]; then
        json "$BBB_MESSAGE"
        object settings "$REPLY"
    elif [[ $op == client ]]; then
        object ok '{}'
    elif [[ $BBB_KIND == SUCCESS ]]; then
        for name in "${names[@]}"; do
            json "$([[ ! $BBB_XML ]] || bbb_get "$name")"
            values+=("$name" "$REPLY")
        done
        json "$BBB_WARNING" null
        known+=(warning "$REPLY")
        json "$BBB_RETURNCODE"
        known+=(returncode "$REPLY")
        json "$BBB_LOCATION"
        known+=(location "$REPLY")
        object ok "$(object "${known[@]}" values "$(object "${values[@]}")")"
    else
        json "$BBB_KIND"
        known+=(class "$REPLY")
        json "$BBB_CALL"
        known+=(call "$REPLY")
        json "$BBB_PAGE"
        known+=(page "$REPLY")
        object error "$(object "${known[@]}")"
    fi
    echo
}

while IFS= read -r -d '' request; do
    eval "$request"
    file=/dev/null
    : >"$folder/body"
    if [[ $body ]]; then
        file=$folder/body
        base64 -d <<<"$body" >"$file"
    elif [[ ${form[*]-} ]]; then
        file=$folder/body type=application/x-www-form-urlencoded
        printf '%s' "$(bbb_encode "${form[@]}")" >"$file"
    fi
    BBB_KIND=''
    carry_out 2>"$folder/shown"
    outcome
done < <(jq --unbuffered -j "$fields")
