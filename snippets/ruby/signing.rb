# frozen_string_literal: true

# stub: empty

# [start:all]
require_relative "bbb_api"
require "cgi"
require "digest"

params = { meetingID: "a", name: "Bob's algebra ~ I", record: true, logo: nil }

puts URI.encode_www_form(params)
puts "name=#{CGI.escape(params[:name])}"
puts BbbApi.encode(params)

# The same by hand: encode once, hash that text, send that text.
query = "meetingID=a&name=#{ERB::Util.url_encode(params[:name])}&record=true"
checksum = Digest::SHA256.hexdigest("create#{query}example-shared-secret")
puts BbbApi.sign("create", params, "example-shared-secret") == "#{query}&checksum=#{checksum}"
# [end:all]
