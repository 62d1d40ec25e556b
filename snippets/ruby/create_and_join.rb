# frozen_string_literal: true

# stub: empty

# [start:all]
require_relative "bbb_api"

bbb = BbbApi::Client.from_env(timeout: 10)

meeting = bbb.call("create", meetingID: "geometry-1", name: "Geometry I & II", record: true)
puts "The meeting was there already; these settings were ignored." if meeting.warning

link = bbb.url("join",
               meetingID: "geometry-1",
               fullName: "Ada Lovelace",
               role: "MODERATOR",
               userID: "user-17",
               createTime: meeting.get("createTime"),
               errorRedirectUrl: "https://school.example.org/rooms/17")
# In a controller: redirect_to link, allow_other_host: true. Whoever has the link is that user, so log it nowhere.
puts link.split("?").first

puts bbb.call("getMeetingInfo", meetingID: "geometry-1").get("meetingName")
# [end:all]
