# shellcheck shell=bash disable=SC1091 # the client is beside it when it runs
# stub: empty

# [start:all]
. ./bbb-api.sh

bbb_call create meetingID=geometry-1 name='Geometry I'

slides=$(mktemp)
printf '%s' '<modules><module name="presentation">
    <document url="https://www.example.com/slides.pdf" filename="slides.pdf"/></module></modules>' >"$slides"
bbb_post insertDocument application/xml "$slides" meetingID=geometry-1
echo "$BBB_RETURNCODE: $BBB_MESSAGE"
rm "$slides"
# [end:all]
