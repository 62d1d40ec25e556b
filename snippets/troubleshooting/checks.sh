# shellcheck shell=sh
# Checks of the page on troubleshooting. They need a POSIX shell, curl and sha256sum. None of them changes anything.

# [start:settings]
export BBB_URL='https://bbb.example.org/bigbluebutton/'
export BBB_SECRET='example-shared-secret'
# [end:settings]

# [start:version]
curl -sS -m 10 -w '\nHTTP %{http_code}, %{content_type}\n' "${BBB_URL}api"
# [end:version]

# [start:secret]
call=isMeetingRunning query=meetingID=no-such-meeting
checksum=$(printf %s "$call$query$BBB_SECRET" | sha256sum | cut -d ' ' -f 1)
curl -sS -m 10 -w '\n' "${BBB_URL}api/$call?$query&checksum=$checksum"
# [end:secret]

# [start:length]
printf %s "$BBB_SECRET" | wc -c
# [end:length]

# [start:algorithms]
call=isMeetingRunning query=meetingID=no-such-meeting
for program in sha1sum sha256sum sha384sum sha512sum; do
  checksum=$(printf %s "$call$query$BBB_SECRET" | $program | cut -d ' ' -f 1)
  echo "$program: $(curl -sS -m 10 "${BBB_URL}api/$call?$query&checksum=$checksum" | grep -o '<returncode>[A-Z]*')"
done
# [end:algorithms]

# [start:digest]
printf %s 'getMeetingsexample-shared-secret' | sha256sum
# [end:digest]

# [start:encoded]
call=isMeetingRunning query=meetingID=a%20b%26%C3%BC
checksum=$(printf %s "$call$query$BBB_SECRET" | sha256sum | cut -d ' ' -f 1)
curl -sS -m 10 "${BBB_URL}api/$call?$query&checksum=$checksum" | grep -o '<returncode>[A-Z]*'
# [end:encoded]

# [start:meeting]
call=getMeetingInfo query=meetingID=algebra-1
checksum=$(printf %s "$call$query$BBB_SECRET" | sha256sum | cut -d ' ' -f 1)
curl -sS -m 10 "${BBB_URL}api/$call?$query&checksum=$checksum" |
  grep -oE '<(returncode|messageKey|createTime|running|hasBeenForciblyEnded|participantCount|maxUsers)>[^<]*'
# [end:meeting]

# [start:join]
call=join query='fullName=Ada&meetingID=no-such-meeting&role=VIEWER'
checksum=$(printf %s "$call$query$BBB_SECRET" | sha256sum | cut -d ' ' -f 1)
curl -sS -m 10 -o /dev/null -w 'HTTP %{http_code}\n%{redirect_url}\n' "${BBB_URL}api/$call?$query&checksum=$checksum"
# [end:join]

# [start:recordings]
call=getRecordings query='meetingID=algebra-1&state=any'
checksum=$(printf %s "$call$query$BBB_SECRET" | sha256sum | cut -d ' ' -f 1)
curl -sS -m 10 "${BBB_URL}api/$call?$query&checksum=$checksum" |
  grep -oE '<(returncode|messageKey|recordID|state|published)>[^<]*'
# [end:recordings]

# [start:hooks]
call=hooks/list
checksum=$(printf %s "$call$BBB_SECRET" | sha256sum | cut -d ' ' -f 1)
curl -sS -m 10 -w '\nHTTP %{http_code}\n' "${BBB_URL}api/$call?checksum=$checksum"
# [end:hooks]
