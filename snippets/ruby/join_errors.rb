# frozen_string_literal: true

# [start:all]
require "json"
require "uri"

# Returns key and message of the error that the query of your page's URL carries, if it carries one.
def join_error(query)
  told = URI.decode_www_form(query).filter_map { |name, value| value if name == "errors" }.last # earlier ones: your own
  first = JSON.parse(told || "[]").first
  first.values_at("key", "message").map(&:to_s) if first.is_a?(Hash)
rescue ArgumentError, JSON::ParserError
  nil
end

# In Rails: join_error(request.query_string). Choose your words by the key; escape the message if you show it.
query = "errors=%5B%7B%22message%22%3A%22No+such+meeting%22%2C%22key%22%3A%22meetingForciblyEnded%22%7D%5D"
puts join_error(query).join(" | ")
p join_error("lang=en")
# [end:all]
