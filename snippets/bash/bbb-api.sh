# shellcheck shell=bash disable=SC2034 # what the calls set is for the program that reads this file
# A small client for the BigBlueButton (BBB) API. Copy this file; it needs bash 4.4, curl, openssl, timeout and xmllint.
#
#     . ./bbb-api.sh  # reads BBB_URL and BBB_SECRET from the environment
#     if bbb_call create meetingID=algebra-1 name='Algebra I'; then
#         echo "$(bbb_get createTime) $BBB_WARNING"
#     fi
#
# A call that fails prints one line to standard error. Its exit status says what you can do, and so does BBB_KIND:
#
#     0              SUCCESS
#     1 Refused      the server says no, or what you ask for is not there; tell the user
#     2 FixRequest   the request is wrong; sent again, it fails again
#     3 FixSecret    checksumError, or HTTP 401: not the secret, algorithm or query string the server expects
#     4 RetryLater   the room is full, or the server down or too slow; it may have done the work all the same
#     5 BadResponse  not an API response: a wrong URL or certificate, an error page, something broken or hostile
#     64             a wrong setting, such as an empty secret
#
# Every call sets BBB_CALL, BBB_STATUS (of HTTP; empty if nothing arrived), BBB_RETURNCODE, BBB_KEY, BBB_MESSAGE,
# BBB_WARNING (duplicateWarning means that your settings were ignored), BBB_LOCATION (where join sends the browser),
# BBB_XML (the response) and BBB_PAGE (the error's page in the reference). Call bbb_call itself, not in $(...) or behind
# a pipe: what it sets would be lost there. Your shell's options and IFS make no difference to a call, and settings may be
# readonly; but other readonly variables with the name of a local one in this file, such as url, end the script.
#
# The secret and the signed URL are in no argument list of a program, no message and no output of set -x; only bbb_sign
# and bbb_url print what is signed. The client reads XML, and of JSON only the errors in a redirect.

[[ -v BBB_URL ]] || BBB_URL='' # another way to write it would show the value under set -x
[[ -v BBB_SECRET ]] || BBB_SECRET=''
: "${BBB_ALGORITHM:=sha256}"  # or sha1, sha384, sha512; the server sees by the length which one was used
: "${BBB_TIMEOUT:=30}"        # in seconds, for the whole of a call, from the name lookup to the end of its reading
: "${BBB_LIMIT:=10000000}"    # in bytes, for the body of a response
: "${BBB_ERRORS_URL:=}"       # where your copy of the error reference is; without it, the links are relative

# What a key asks the caller to do. Other keys, and responses without one, are Refused.
declare -gA _BBB_KINDS=(
    # [keys] written by `make generate` from the catalog
    ["b3scale_server_error"]=FixRequest
    ["b3scaleGatewayError"]=RetryLater
    ["checksumError"]=FixSecret
    ["clientError"]=FixRequest
    ["configXMLChecksumError"]=FixSecret
    ["configXMLError"]=FixRequest
    ["createHookError"]=FixRequest
    ["destroyHookError"]=RetryLater
    ["emptyError"]=FixRequest
    ["fullNameTooLong"]=FixRequest
    ["idNotUnique"]=FixRequest
    ["internalError"]=RetryLater
    ["invalidFormat"]=FixRequest
    ["invalidKind"]=FixRequest
    ["invalidLang"]=FixRequest
    ["invalidPassword"]=FixRequest
    ["invalidPresentationUrl"]=FixRequest
    ["malformedXml"]=FixRequest
    ["maxParticipantsReached"]=RetryLater
    ["meetingPoolReached"]=RetryLater
    ["missingParamCallbackURL"]=FixRequest
    ["missingParameterMeetingID"]=FixRequest
    ["missingParameterName"]=FixRequest
    ["missingParameterPublish"]=FixRequest
    ["missingParameterRecordID"]=FixRequest
    ["missingParameters"]=FixRequest
    ["missingParamFullName"]=FixRequest
    ["missingParamHookID"]=FixRequest
    ["missingParamMeetingID"]=FixRequest
    ["missingParamMessage"]=FixRequest
    ["missingParamPublish"]=FixRequest
    ["missingParamRecordID"]=FixRequest
    ["noInstanceFound"]=RetryLater
    ["nonUniqueVoiceBridge"]=FixRequest
    ["noResponse"]=RetryLater
    ["nullError"]=FixRequest
    ["paramError"]=FixRequest
    ["Params required"]=FixRequest
    ["parentMeetingIDMissing"]=FixRequest
    ["parentMeetingIdMissing"]=FixRequest
    ["pollXMLChecksumError"]=FixSecret
    ["sameServer"]=FixRequest
    ["serverTagUnavailable"]=RetryLater
    ["serverUnavailable"]=RetryLater
    ["sizeError"]=FixRequest
    ["tenantNotFound"]=FixRequest
    ["unsupportedContentType"]=FixRequest
    ["unsupportedRequest"]=FixRequest
    ["upload_text_track_failed"]=RetryLater
    ["userPoolReached"]=RetryLater
    ["validationError"]=FixRequest
    # [/keys]
)
declare -gA _BBB_EXITS=(
    [SUCCESS]=0 [Refused]=1 [FixRequest]=2 [FixSecret]=3 [RetryLater]=4 [BadResponse]=5 [Settings]=64
)

# What a status asks the caller to do if the body isn't a response of the API. Other statuses are BadResponse.
declare -gA _BBB_STATUSES=(
    [401]=FixSecret [405]=FixRequest [408]=RetryLater [413]=FixRequest [414]=FixRequest [415]=FixRequest
    [429]=RetryLater [502]=RetryLater [503]=RetryLater [504]=RetryLater
)

# bbb_call CALL [NAME=VALUE ...]: call by GET. The call '' asks for the version.
bbb_call() {
    local - IFS=$' \t\n' && set +axeuf -B +o pipefail +o posix
    _bbb_send GET "${1-}" '' '' "${@:2}"
}

# bbb_post CALL TYPE FILE [NAME=VALUE ...]: call by POST with the body that is in a file, such as
# bbb_post insertDocument application/xml slides.xml meetingID=algebra-1. The body is not signed. With /dev/null as FILE,
# the body is empty.
bbb_post() {
    local - IFS=$' \t\n' && set +axeuf -B +o pipefail +o posix
    _bbb_send POST "${1-}" "${2-}" "${3-}" "${@:4}"
}

# bbb_url CALL [NAME=VALUE ...]: print the signed URL, such as the link a user joins by. Whoever has it can use it.
bbb_url() {
    local - IFS=$' \t\n' && set +axeuf -B +o pipefail +o posix
    local _bbb_api _bbb_secret
    _bbb_reset "${1-}"
    _bbb_settings && _bbb_name_is_right && _bbb_pairs_are_right "${@:2}" || return
    local tail=${1:+/$1}
    printf '%s' "$_bbb_api$tail?" && bbb_sign "${1-}" "${@:2}"
}

# bbb_sign CALL [NAME=VALUE ...]: print the query string with its checksum. Send it as it is: another encoding breaks it.
bbb_sign() {
    local - IFS=$' \t\n' && set +axeuf -B +o pipefail +o posix
    local query checksum
    query=$(bbb_encode "${@:2}")
    _bbb_algorithm_is_known || return
    checksum=$(printf '%s' "${1-}$query${_bbb_secret-$BBB_SECRET}" | openssl dgst "-$BBB_ALGORITHM" -r)
    printf '%s\n' "$query${query:+&}checksum=${checksum%% *}"
}

# bbb_encode [NAME=VALUE ...]: print the parameters in percent-encoded UTF-8, each once and in the order given.
bbb_encode() {
    local - IFS=$' \t\n' LC_ALL=C pair encoded='' && set +axeuf -B +o pipefail +o posix
    for pair; do
        _bbb_quote "${pair%%=*}"
        encoded+=${encoded:+&}$REPLY=
        _bbb_quote "${pair#*=}"
        encoded+=$REPLY
    done
    printf '%s\n' "$encoded"
}

# bbb_get NAME: print the text of an element of the last response, such as meetingID or attendees/attendee/userID.
bbb_get() {
    [[ $1 =~ ^[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*$ ]] && _bbb_xpath "string(/response/$1)" <<<"$BBB_XML"
}

_bbb_reset() {
    declare -g +x BBB_XML # a response is too long for the environment of a program
    BBB_CALL=$1 BBB_STATUS='' BBB_RETURNCODE='' BBB_KEY='' BBB_MESSAGE='' BBB_WARNING='' BBB_LOCATION='' BBB_XML=''
    BBB_KIND='' BBB_PAGE='' _BBB_CHECKSUM='' _BBB_HIDDEN=()
}

# _bbb_fail KIND MESSAGE [PAGE]: set and print what is wrong; return the exit status that says what to do.
_bbb_fail() {
    BBB_KIND=$1 BBB_MESSAGE=$2
    local slug=${BBB_KEY:-${3-}} text
    slug=${slug//[!A-Za-z0-9_-]/-}
    BBB_PAGE=${BBB_ERRORS_URL%/}${BBB_ERRORS_URL:+/}errors${slug:+/}$slug/
    text=${BBB_CALL:+$BBB_CALL: }${BBB_KEY:+$BBB_KEY: }$BBB_MESSAGE${BBB_STATUS:+ (HTTP $BBB_STATUS)}
    [[ $1 == Settings ]] || text+="; see $BBB_PAGE"
    printf '%s\n' "$text" >&2
    return "${_BBB_EXITS[$1]}"
}

# Set _bbb_api and _bbb_secret of the caller, or fail.
_bbb_settings() {
    local LC_ALL=C url='^(https?://[^/?#@[:space:]]+)(/[^?#[:space:]]*)?$'
    local host='^https?://([A-Za-z0-9_-]{1,63}(\.[A-Za-z0-9_-]{1,63})*\.?|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?$'
    if ! [[ $(_bbb_trim "$BBB_URL") =~ $url ]]; then
        _bbb_fail Settings 'the URL is empty or not like https://bbb.example.org/bigbluebutton/; set BBB_URL' || return
    fi
    local origin=${BASH_REMATCH[1]} path=${BASH_REMATCH[2]}
    _bbb_secret=$(_bbb_trim "$BBB_SECRET")
    if ! [[ $_bbb_secret =~ ^[[:print:]]+$ ]]; then
        _bbb_fail Settings 'the secret is empty or holds more than printable ASCII; set BBB_SECRET' || return
    fi
    if ! [[ $BBB_TIMEOUT =~ ^0*([0-9]{1,5})(\.[0-9]+)?$ ]] || [[ $BBB_TIMEOUT =~ ^[0.]+$ ]] \
        || ((10#${BASH_REMATCH[1]:-0} > 86400)); then
        _bbb_fail Settings 'the timeout is not between 0 and 86,400 seconds; set BBB_TIMEOUT' || return
    fi
    _bbb_algorithm_is_known && _bbb_tools_are_there openssl || return
    if ! [[ $BBB_LIMIT =~ ^[1-9][0-9]{0,12}$ ]]; then
        _bbb_fail Settings 'the limit is not a number of bytes; set BBB_LIMIT' || return
    fi
    if ! [[ $origin =~ $host ]]; then
        _bbb_fail Settings 'the URL has a host or a port that cannot be; set BBB_URL' || return
    fi
    while [[ $path == */ ]]; do path=${path%/}; done
    path=${path:-/bigbluebutton}
    _bbb_api=$origin${path%/api}/api
}

# _bbb_pairs_are_right [NAME=VALUE ...]
_bbb_pairs_are_right() {
    local pair
    for pair; do
        [[ $pair == ?*=* ]] || _bbb_fail FixRequest 'nothing was sent: a parameter is not like name=value' || return
    done
}

# _bbb_tools_are_there NAME ...: fail if a program is missing.
_bbb_tools_are_there() {
    local tool
    for tool; do
        if ! hash -- "$tool" 2>/dev/null; then
            _bbb_fail Settings "the program $tool is not installed" || return
        fi
    done
}

_bbb_algorithm_is_known() {
    case $BBB_ALGORITHM in
        sha1 | sha256 | sha384 | sha512) ;;
        *) _bbb_fail Settings 'unknown algorithm; use one of sha1, sha256, sha384, sha512' ;;
    esac
}

_bbb_name_is_right() {
    [[ $BBB_CALL =~ ^(hooks/)?[A-Za-z]*$ ]] \
        || { BBB_CALL='' && _bbb_fail FixRequest 'the name of a call has letters only, after hooks/ too'; }
}

# _bbb_send METHOD CALL TYPE FILE [NAME=VALUE ...]
_bbb_send() {
    local LC_ALL=C _bbb_api _bbb_secret url folder how
    _bbb_reset "$2"
    _bbb_settings && _bbb_tools_are_there curl timeout xmllint && _bbb_name_is_right || return
    _bbb_pairs_are_right "${@:5}" || return
    if [[ $3 == *[!\ -~]* ]]; then
        _bbb_fail FixRequest 'nothing was sent: a header, such as the content type, breaks HTTP' || return
    fi
    if [[ $1 == POST && $4 && (-d $4 || ! -r $4) ]]; then # curl would send an empty body
        _bbb_fail FixRequest 'nothing was sent: the file of the body cannot be read' || return
    fi
    url=$(bbb_url "$2" "${@:5}") || return
    if ((${#url} > 65536)); then
        _bbb_fail FixRequest 'the URL is too long; send parameters in a form body' || return
    fi
    local _bbb_until=$((SECONDS + 1 + 10#${BBB_TIMEOUT%%.*})) # whole seconds are known alone
    _BBB_CHECKSUM=${url##*checksum=} _BBB_HIDDEN=()
    if ! folder=$(umask 077 && mktemp -d); then
        _bbb_fail Settings 'no folder for temporary files can be made; set TMPDIR' || return
    fi
    how=$(_bbb_config "$1" "$url" "$3" "$4")
    _bbb_exchange "$how" "$folder"
    _bbb_read "$folder"
    how=$?
    rm -rf "$folder"
    return "$how"
}

# _bbb_config METHOD URL TYPE FILE: print the configuration of curl.
_bbb_config() {
    local url=${2//\\/\\\\} type=${3//\\/\\\\} file=${4//\\/\\\\}
    file=${file//$'\n'/\\n}
    printf 'url = "%s"\nmax-time = "%s"\nmax-filesize = "%s"\n' "${url//\"/\\\"}" "$BBB_TIMEOUT" "$BBB_LIMIT"
    printf 'header = "Accept-Encoding: identity"\n' # or a small response could unfold into a huge one
    if [[ $1 == POST && ${4:-/dev/null} == /dev/null ]]; then
        printf 'header = "Content-Type:"\ndata = ""\n'
    elif [[ $1 == POST ]]; then
        printf 'header = "Content-Type: %s"\nheader = "Expect:"\n' "${type//\"/\\\"}"
        printf 'data-binary = "@%s"\n' "${file//\"/\\\"}"
    fi
}

# _bbb_exchange CONFIG FOLDER: leave in the folder the files head, body, and said: curl's exit status, its number for
# the certificate with the status of HTTP, and words that tell why a connection failed.
_bbb_exchange() {
    local words='Connection refused|reset by peer|wrong version number|alert protocol version|unexpected eof'
    words+='|SSL_ERROR_SYSCALL|CONNECT tunnel failed|HTTP version|HTTP/0.9'
    local options=(--disable --silent --show-error --verbose --globoff --http1.1 --proto '=http,https')
    options+=(--dump-header "$2/head" --output - --write-out '%{stderr}\ngot %{ssl_verify_result} %{http_code}\n')
    {
        {
            curl "${options[@]}" --config <(printf '%s\n' "$1")
            printf '\nexit %s\n' "$?" >&2
        } 2>&1 1>&3 3>&- | LC_ALL=C grep -E -o -e '^exit [0-9]+$' -e '^got [0-9]+ [0-9]+$' -e "$words" >"$2/said"
    } 3>&1 | head -c "$((BBB_LIMIT + 1))" >"$2/body"
}

# _bbb_read FOLDER: read what is in the folder after an exchange.
_bbb_read() {
    local how=0 certificate=0 status=0 why='' line location='' encoding='' in_headers=''
    while IFS= read -r line; do
        case $line in
            'exit '*) how=${line#exit } ;;
            'got '*) read -r _ certificate status <<<"$line" ;;
            *) why+="$line " ;;
        esac
    done <"$1/said"
    while IFS= read -r line; do
        line=${line%$'\r'}
        case ${line,,} in
            http/*) location='' encoding='' in_headers=yes ;; # a response, perhaps after 100 or 103
            '') in_headers='' ;;                              # what follows the body are trailers
            location:*) [[ ! $in_headers ]] || location+=${location:+, }$(_bbb_trim "${line#*:}") ;;
            content-encoding:*) [[ ! $in_headers ]] || encoding+=${encoding:+, }$(_bbb_trim "${line,,}") ;;
        esac
    done < <(case $how in 0 | 23 | 63) cat "$1/head" ;; esac) # whole, or ended by us
    [[ $status == 000 ]] || BBB_STATUS=$status
    if [[ $encoding && $encoding != content-encoding:*([[:blank:]])?(identity) ]]; then
        _bbb_fail BadResponse 'an encoding nobody asked for' || return
    fi
    if ((how == 63 || $(wc -c <"$1/body") > BBB_LIMIT)); then
        _bbb_fail BadResponse "more than $BBB_LIMIT bytes" || return
    fi
    if [[ $how != 0 || $in_headers ]]; then
        BBB_STATUS=''
        _bbb_no_response "$how" "$certificate" "$why" || return
    fi
    _bbb_utf8 "$location" && location=$REPLY
    _bbb_parse "$1/body" "$location"
}

# _bbb_no_response EXIT CERTIFICATE WHY: say what a failure of curl means.
_bbb_no_response() {
    local page='' kind=BadResponse
    case "$1 $3" in
        '28 '*) _bbb_fail RetryLater 'no response in time' time-out || return ;;
        '1 '*HTTP*) page=no-http ;;
        '5 '* | *'CONNECT tunnel failed'*) page=proxy ;;
        '6 '*) page=dns ;;
        '77 '*) page=tls-setup ;;
        '60 '*)
            case $2 in
                1 | 62 | 64) page=tls-name ;; # 1 means that OpenSSL has said nothing yet: curl itself checks the name
                10) page=tls-expired ;;
                *) page=tls-chain ;;
            esac
            ;;
        '35 '*'wrong version number'*) page=tls-to-plain ;;
        '35 '*'alert protocol version'*) page=tls-version ;;
        '7 '*'Connection refused'*) page=refused kind=RetryLater ;;
        '18 '*) page=cut kind=RetryLater ;;
        '0 '* | '52 '* | '35 '*'unexpected eof'* | '35 '*SSL_ERROR_SYSCALL*) page=empty kind=RetryLater ;;
        *'reset by peer'*) page=reset kind=RetryLater ;;
        *) kind=RetryLater ;;
    esac
    _bbb_fail "$kind" "no response, the connection failed (curl exit status $1)" "$page"
}

# bbb_parse CALL STATUS FILE [LOCATION]: read a response as bbb_call does; its body is in the file.
bbb_parse() {
    local - IFS=$' \t\n' && set +axeuf -B +o pipefail +o posix
    _bbb_reset "$1"
    _bbb_tools_are_there timeout xmllint || return
    BBB_STATUS=$2
    _bbb_parse "$3" "${4-}"
}

# _bbb_parse FILE LOCATION
_bbb_parse() {
    local LC_ALL=C
    if ((BBB_STATUS >= 300 && BBB_STATUS < 400)); then
        _bbb_redirect "$2" || return
    else
        _bbb_xml "$1" || return
    fi
    if [[ $BBB_RETURNCODE != SUCCESS ]]; then
        local otherwise=Refused
        ((BBB_STATUS < 500)) || otherwise=RetryLater
        [[ ! $BBB_KEY ]] || otherwise=${_BBB_KINDS[$BBB_KEY]:-$otherwise}
        _bbb_fail "$otherwise" "${BBB_MESSAGE:-no reason given}" || return
    fi
    if ((BBB_STATUS < 200 || BBB_STATUS >= 400)); then
        _bbb_fail_of_status "the body says SUCCESS, and the HTTP status doesn't" || return
    fi
    if [[ $BBB_CALL && $(bbb_get apiVersion) ]]; then # only the call '' asks for the version
        _bbb_fail FixRequest 'nothing was done: the call wants another method' wrong-http-method || return
    fi
    BBB_KIND=SUCCESS
    [[ $BBB_KEY != duplicateWarning ]] || BBB_WARNING=$BBB_KEY
}

# _bbb_xml FILE: take returncode, key and message out of a body, or fail.
_bbb_xml() {
    # So no document type comes before it, which a parser may take minutes to read, and without which are no entities.
    local opening=$'^(\xef\xbb\xbf)?(<\\?xml[^<>]*\\?>)?[[:space:]]*<response[[:space:]/>]'
    local query='' path text values=()
    BBB_XML=$(tr '\0' '\1' <"$1") # XML may hold neither of the two
    text=${BBB_XML:0:2000} # of millions of blanks, bash would take hours to cut them off
    BBB_XML=${text#"${text%%[![:space:]]*}"}${BBB_XML:2000}
    if [[ ${BBB_XML:0:2000} =~ $opening ]]; then
        for path in returncode messageKey errors/error/key message errors/error/message; do
            query+=${query:+,$'\'\n\','}"normalize-space((/response/$path)[1]/node()[1][self::text()])"
        done
        text=$(_bbb_xpath "concat($query)" <<<"$BBB_XML")
        if (($? == 124)); then # timeout has ended it
            BBB_XML=''
            _bbb_fail BadResponse 'a response that takes too long to read' || return
        fi
        mapfile -t values <<<"$text"
    fi
    [[ ${values[0]-} ]] || { _bbb_no_api_response || return; }
    _bbb_line "${values[0]}" && BBB_RETURNCODE=$REPLY
    _bbb_line "${values[1]:-${values[2]-}}" && BBB_KEY=$REPLY
    _bbb_line "${values[3]:-${values[4]-}}" && BBB_MESSAGE=$REPLY
}

_bbb_no_api_response() {
    local text quote="'" tag='^([^<]*)<[^>]*>(.*)$'
    _bbb_utf8 "${BBB_XML:0:500}" && text=$REPLY
    BBB_XML=''
    while [[ $text =~ $tag ]]; do text="${BASH_REMATCH[1]} ${BASH_REMATCH[2]}"; done
    _bbb_line "$text"
    { LC_ALL=C.UTF-8; } 2>/dev/null # to count characters; where there is no such locale, bytes
    text=${REPLY:0:100}
    LC_ALL=C
    if [[ ! $text ]]; then
        _bbb_fail_of_status 'not an API response, but an empty body' || return
    fi
    text=${text//\\/\\\\}
    if [[ $text == *\'* && $text != *\"* ]]; then quote='"'; else text=${text//\'/\\\'}; fi
    _bbb_fail_of_status "not an API response, but $quote$text$quote"
}

# _bbb_fail_of_status MESSAGE
_bbb_fail_of_status() {
    local page=''
    case $BBB_STATUS in
        400 | 401 | 403 | 404 | 405 | 408 | 413 | 414 | 415 | 429 | 500 | 502 | 503 | 504) page=http-$BBB_STATUS ;;
        1?? | 2??) page=not-bigbluebutton ;;
    esac
    _bbb_fail "${_BBB_STATUSES[$BBB_STATUS]:-BadResponse}" "$1" "$page"
}

# _bbb_redirect LOCATION: read the error in it, or where join leads, or fail.
_bbb_redirect() {
    local rest=$1 json lower=${1,,} tries=0 errors='^(.*)[?&]errors=([^&#]*)'
    local list='^[[:space:]]*\[[[:space:]]*\{' colon='[[:space:]]*:[[:space:]]*' text='"(([^"\]|\\.)*)"'
    while ((++tries <= 20)) && [[ $rest =~ $errors ]]; do # one of many is nothing that BigBlueButton sends
        rest=${BASH_REMATCH[1]} json=${BASH_REMATCH[2]//+/ }
        _bbb_unquote "$json" && _bbb_utf8 "$REPLY" && json=$REPLY
        [[ $json =~ $list && $json =~ \"key\"$colon$text ]] || continue
        printf -v BBB_KEY %b "${BASH_REMATCH[1]//\\\///}"
        [[ $json =~ \"message\"$colon$text ]] || continue
        printf -v BBB_MESSAGE %b "${BASH_REMATCH[1]//\\\///}"
        _bbb_line "$BBB_KEY" && BBB_KEY=$REPLY
        _bbb_line "$BBB_MESSAGE" && BBB_MESSAGE=$REPLY
        BBB_RETURNCODE=FAILED
        return
    done
    BBB_KEY=''
    # URLs without user and password, of printable ASCII but for \, which browsers take for a slash.
    local host='^https?://([a-z0-9][a-z0-9_.-]*|\[[0-9a-f:.]+\])(:[0-9]{1,5})?([/?].*)$'
    local joined='^[]!"$-[^-~]*[?&]sessiontoken=[]!-[^-~]+$'
    local passed_on='^/[]!"$->@-[^-~]*/join\?([]!"$-[^-~]*[^a-z0-9_])?checksum=([a-z0-9_]+)$'
    if [[ $BBB_CALL == join && $lower =~ $host ]]; then
        rest=${BASH_REMATCH[3]}
        # A load balancer sends the browser to a server, for which it has signed the request anew.
        if [[ $rest =~ $joined ]] || { [[ $BBB_STATUS == 302 || $BBB_STATUS == 307 ]] && [[ $rest =~ $passed_on ]] \
            && [[ ${BASH_REMATCH[2]} != "$_BBB_CHECKSUM" ]]; }; then
            BBB_RETURNCODE=SUCCESS BBB_LOCATION=$1
            return
        fi
    fi
    _bbb_fail BadResponse 'redirected elsewhere: check the base URL, https too' http-301-redirect
}

# _bbb_xpath EXPRESSION: print what it finds in standard input. A hostile response could keep xmllint busy for minutes.
_bbb_xpath() {
    local left=$(((${_bbb_until:-SECONDS + 1 + 10#${BBB_TIMEOUT%%.*}}) - SECONDS))
    timeout "$((left > 0 ? left : 1))" xmllint --nonet --nocdata --xpath "$1" - 2>/dev/null
}

# _bbb_quote TEXT: set REPLY to its percent-encoded form.
_bbb_quote() {
    local LC_ALL=C part from at byte code
    REPLY=''
    for ((from = 0; from < ${#1}; from += 500)); do # to take a byte from a long text, bash counts all of it
        part=${1:from:500}
        for ((at = 0; at < ${#part}; at++)); do
            byte=${part:at:1}
            if [[ $byte == [A-Za-z0-9._~-] ]]; then
                REPLY+=$byte
            else
                printf -v code %d "'$byte"
                printf -v code %%%02X "$((code & 255))"
                REPLY+=$code
            fi
        done
    done
}

# _bbb_unquote TEXT: set REPLY to what it was before it was percent-encoded.
_bbb_unquote() {
    REPLY=${1//%00/}
    REPLY=${REPLY//\\/\\\\}
    printf -v REPLY %b "${REPLY//%/\\x}"
}

# _bbb_utf8 TEXT: set REPLY to it with a replacement character for what is not UTF-8.
_bbb_utf8() {
    local LC_ALL=C rest=$1 more=$'[\x80-\xbf]' right broken
    right=$'[\x01-\x7f]|[\xc2-\xdf]'$more$'|\xe0[\xa0-\xbf]'$more$'|\xed[\x80-\x9f]'$more
    right+=$'|[\xe1-\xec\xee\xef]'$more$more$'|\xf0[\x90-\xbf]'$more$more
    right+=$'|[\xf1-\xf3]'$more$more$more$'|\xf4[\x80-\x8f]'$more$more
    broken=$'[\x80-\xff]'$more'*'
    REPLY=''
    while [[ $rest ]]; do
        if [[ $rest =~ ^($right)+ ]]; then
            REPLY+=${BASH_REMATCH[0]}
        else
            [[ $rest =~ ^$broken ]]
            REPLY+=$'\xef\xbf\xbd'
        fi
        rest=${rest:${#BASH_REMATCH[0]}}
    done
}

# _bbb_trim TEXT: print it without spaces and line breaks around it.
_bbb_trim() {
    local text=${1#"${1%%[![:space:]]*}"}
    printf '%s' "${text%"${text##*[![:space:]]}"}"
}

# _bbb_line TEXT: set REPLY to a server's text in one line without control characters, checksum and secret, not endless.
_bbb_line() {
    local LC_ALL=C text=${1:0:2000} words each
    # Spaces, then invisible characters, as bytes of UTF-8.
    local spaces=($'\xc2[\x85\xa0]' $'\xe1\x9a\x80' $'\xe2\x80[\x80-\x8a\xa8\xa9\xaf]' $'\xe2\x81\x9f' $'\xe3\x80\x80')
    local invisible=($'\xc2[\x80-\x9f\xad]' $'\xe2\x80[\x8b-\x8f\xaa-\xae]' $'\xe2\x81[\xa0-\xaf]' $'\xef\xbb\xbf')
    for each in "${spaces[@]}"; do text=${text//$each/ }; done
    for each in "${invisible[@]}"; do text=${text//$each/}; done
    IFS=$' \t\n\r\v\f' read -r -d '' -a words <<<"$text"
    text=${words[*]}
    _bbb_mask "${text//[[:cntrl:]]/}"
}

# _bbb_mask TEXT: set REPLY to it with *** for what is called a checksum. Of a text that still holds the checksum of this
# call, a part of it or the secret, in whatever way its letters are written or parted, nothing is left.
_bbb_mask() {
    local LC_ALL=C rest=$1 at round before
    local named='[Cc][Hh][Ee][Cc][Kk][Ss][Uu][Mm](=|%(25)*3[Dd])[[:alnum:]_]+'
    REPLY=''
    while [[ $rest =~ $named ]]; do
        at=${BASH_REMATCH[0]}
        REPLY+=${rest%%"$at"*}${at:0:8}${BASH_REMATCH[1]}'***'
        rest=${rest#*"$at"}
    done
    rest=$REPLY$rest
    REPLY=$rest
    ((${#rest} >= 8)) || return 0
    ((${#_BBB_HIDDEN[@]})) || _bbb_hide
    for round in 1 2 3 4 5; do
        if _bbb_shows "$REPLY"; then
            REPLY='***'
            return
        fi
        before=$REPLY
        _bbb_plainly "$before"
        [[ $REPLY != "$before" ]] || break
    done
    REPLY=$rest
}

# _bbb_shows TEXT: whether something of _BBB_HIDDEN is in it, forwards or backwards, or a long word that looks like base64,
# which is not unpacked here and may hold anything.
_bbb_shows() {
    local low=${1,,} of needle
    local word='[A-Za-z0-9+/_-]{20,}' rest=$1
    local -A in=([low]="$low" [digits]="${low//[!0-9a-f]/}" [letters]="${low//[!a-z0-9]/}")
    for needle in "${!_BBB_HIDDEN[@]}"; do
        of=${_BBB_HIDDEN[$needle]}
        [[ ${in[$of]} != *"$needle"* ]] || return 0
    done
    while [[ $rest =~ $word ]]; do
        word=${BASH_REMATCH[0]}
        [[ $word != *[a-z]* || $word != *[A-Z]* || $word != *[0-9]* ]] || return 0
        rest=${rest#*"$word"} word='[A-Za-z0-9+/_-]{20,}'
    done
    return 1
}

# Fill _BBB_HIDDEN: what of checksum and secret must not show, as it would be written in each kind of letters.
_bbb_hide() {
    local REPLY letters secret=${_bbb_secret-$BBB_SECRET}
    local low=${secret,,}
    _BBB_HIDDEN=([$'\n']=low) # a line has none; without checksum and secret there is nothing else
    _bbb_hide_digits "$_BBB_CHECKSUM" 16
    ((${#secret} >= 8)) || return 0
    _bbb_hide_digits "$secret" ${#secret}
    letters=${low//[!a-z0-9]/}
    _bbb_backwards "$low" && _BBB_HIDDEN[$low]=low _BBB_HIDDEN[$REPLY]=low
    if ((${#letters} >= 8)); then _bbb_backwards "$letters" && _BBB_HIDDEN[$letters]=letters _BBB_HIDDEN[$REPLY]=letters; fi
}

# _bbb_hide_digits TEXT SIZE: hide its parts of a size in hex digits: as they are, backwards, and as codes of letters.
_bbb_hide_digits() {
    local at code hex='' backwards
    for ((at = 0; at < ${#1}; at++)); do
        printf -v code %d "'${1:at:1}"
        printf -v code %02x "$((code & 255))"
        hex+=$code
    done
    _bbb_backwards "$1" && backwards=$REPLY
    for ((at = 0; at + $2 <= ${#1}; at++)); do
        _BBB_HIDDEN[${hex:2*at:2*$2}]=digits
        [[ $1 == *[!0-9a-f]* ]] || _BBB_HIDDEN[${1:at:$2}]=digits _BBB_HIDDEN[${backwards:at:$2}]=digits
    done
}

# _bbb_backwards TEXT: set REPLY to it from its end to its beginning.
_bbb_backwards() {
    local at
    REPLY=''
    for ((at = ${#1} - 1; at >= 0; at--)); do REPLY+=${1:at:1}; done
}

# _bbb_plainly TEXT: set REPLY to it with the letters that stand in it as entities, escapes or wide letters.
_bbb_plainly() {
    local rest=${1//&[Aa][Mm][Pp];/'&'} plain='' found hex code letter
    local written='&#0*([0-9]{2,3});?|&#[xX]0*([0-9a-fA-F]{2});?|([\\%][uU](00|0{6}|\{0*)|\\[xX]|[%=])([0-9a-fA-F]{2})\}?'
    while [[ $rest =~ $written ]]; do
        found=${BASH_REMATCH[0]} hex=${BASH_REMATCH[2]}${BASH_REMATCH[5]} code=${BASH_REMATCH[1]}
        [[ $code ]] || code=$((16#$hex))
        letter=''
        if ((10#$code > 0 && 10#$code < 256)); then
            printf -v hex '\\x%02x' "$((10#$code))"
            printf -v letter %b "$hex"
        fi
        plain+=${rest%%"$found"*}$letter
        rest=${rest#*"$found"}
    done
    REPLY=$plain$rest
    [[ $REPLY == *$'\xef'[$'\xbc\xbd']* ]] || return 0
    for code in {33..126}; do
        printf -v hex '\\xef\\x%x\\x%x' "$((0xbc + (code >= 96)))" "$((0x80 + (code - 32) % 64))"
        printf -v found %b "$hex"
        printf -v hex '\\x%x' "$code"
        printf -v letter %b "$hex"
        REPLY=${REPLY//"$found"/"$letter"}
    done
}

declare -gA _BBB_HIDDEN=()
_bbb_reset ''
