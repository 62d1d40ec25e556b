# shellcheck shell=sh
# Starts the stub in the background and waits until it is ready; the tests of any language come after that.

# [start:all]
bbb-errors stub --port 8090 > stub.log &
curl -fsS -m 20 --retry 20 --retry-connrefused --retry-delay 1 -o /dev/null http://127.0.0.1:8090/bigbluebutton/api
export BBB_URL=http://127.0.0.1:8090/bigbluebutton/
export BBB_SECRET=example-shared-secret
# [end:all]
