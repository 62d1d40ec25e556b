# shellcheck shell=bash disable=SC1091 # the client is beside it when it runs
# stub: empty

# [start:all]
. ./bbb-api.sh

if bbb_call create meetingID=geometry-1 name='Geometry I & II' record=true; then
    echo "$BBB_RETURNCODE $(bbb_get meetingID) $BBB_WARNING"
fi
link=$(bbb_url join meetingID=geometry-1 fullName='Ada Lovelace' role=MODERATOR)
echo "${link%%\?*}" # whoever has the link is that user, so log it nowhere

how=0
bbb_call getMeetingInfo meetingID=geometry-2 2>/dev/null || how=$? # so that set -e does not end the script here
case $how in
    0) bbb_get meetingName ;;
    1) echo "refused: $BBB_KEY, $BBB_MESSAGE, $BBB_PAGE" ;;
    4) echo "again later: $BBB_MESSAGE" ;;
    *) echo "our mistake: $BBB_MESSAGE" ;;
esac
# [end:all]
