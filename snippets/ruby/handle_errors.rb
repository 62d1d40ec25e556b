# frozen_string_literal: true

# stub: empty fault=truncated

# [start:all]
require_relative "bbb_api"

# Calls that might do their work twice.
ONCE = %w[insertDocument join putRecordingTextTrack sendChatMessage].freeze

# Calls until there is a response or no sense in trying again; logs every failure.
def ask(bbb, call, params, attempts: 3)
  1.step do |attempt|
    return bbb.call(call, params)
  rescue BbbApi::Error => e
    puts "#{e.class} call=#{call} key=#{e.key} status=#{e.status} page=#{e.page}" # or your logger
    raise if !e.is_a?(BbbApi::RetryLater) || ONCE.include?(call) || attempt == attempts

    sleep(2**(attempt - 1))
  end
end

# Returns what to tell the user.
def advice(error)
  case error.key
  when "maxParticipantsReached" then return "The room is full."
  when "notFound", "meetingForciblyEnded" then return "There is no such meeting now."
  end
  case error
  when BbbApi::RetryLater then "The conference server is busy. Please try again in a minute."
  when BbbApi::Refused then "The conference server says no."
  else "This is our mistake. Support has been told." # FixRequest, FixSecret, BadResponse
  end
end

bbb = BbbApi::Client.from_env(timeout: 10)
begin
  puts ask(bbb, "create", { meetingID: "geometry-1", name: "Geometry I" }).returncode
  puts ask(bbb, "getMeetingInfo", { meetingID: "geometry-2" }).get("meetingName")
rescue BbbApi::Error => e
  puts advice(e)
end
# [end:all]
