# frozen_string_literal: true

# [start:all]
require_relative "bbb_api"

bbb = BbbApi::Client.from_env(timeout: 5, ca_file: "/etc/ssl/bbb-ca.pem") # only for a CA of your own
puts bbb.call("").get("version")
# [end:all]
