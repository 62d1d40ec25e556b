# frozen_string_literal: true

# Drives the client in Ruby for the tests: a JSON object a line in, a JSON object a line out.

require "json"
require_relative "../../../snippets/ruby/bbb_api"

# Returns everything that a program could show of a value.
def shown(*values)
  values.map { |each| [each.to_s, each.inspect, each.pretty_inspect].join("\n") }.join("\n")
end

def bytes(text)
  text.unpack1("m")
end

def call(asked)
  options = asked.values_at("algorithm", "timeout", "limit")
  options = %i[algorithm timeout limit].zip(options).to_h.compact
  bbb = BbbApi::Client.new(asked["url"], asked["secret"], **options)
  return [bbb, nil] if asked["op"] == "client"
  return [bbb, bbb.call(asked["call"], asked["params"])] if asked["method"] == "GET"

  body = asked["body"].is_a?(String) ? bytes(asked["body"]) : asked["body"]
  [bbb, bbb.post(asked["call"], asked["params"], body:, content_type: asked["content_type"])]
end

def answer(asked)
  return { query: BbbApi.sign(*asked.values_at("call", "params", "secret", "algorithm")) } if asked["op"] == "sign"

  bbb, response =
    if asked["op"] == "parse"
      [nil, BbbApi.parse(asked["call"], asked["status"], bytes(asked["body"]), asked["location"])]
    else
      call(asked)
    end
  return { ok: { shown: shown(bbb) } } unless response

  known = %i[returncode key message status location warning].to_h { |name| [name, response.public_send(name)] }
  values = asked.fetch("read", []).to_h { |name| [name, response.get(name)] }
  { ok: { **known, values:, shown: shown(response, bbb) } }
end

def failure(error)
  known = %i[key message call status page].to_h { |name| [name, error.public_send(name)] }
  dump = error.instance_variables.map { |name| error.instance_variable_get(name).inspect }
  full = error.full_message(highlight: false).dup.force_encoding("UTF-8")
  { error: { class: error.class.name.delete_prefix("BbbApi::"), **known,
             shown: shown(error, full, error.cause, dump) } }
end

def crash(error)
  { crash: error.full_message(highlight: false).dup.force_encoding("UTF-8") }
end

$stdin.each_line do |line|
  said =
    begin
      answer(JSON.parse(line))
    rescue BbbApi::Error => e
      failure(e)
    rescue ArgumentError => e
      e.message.match?(/\A(?:the|unknown) /) ? { settings: e.message } : crash(e)
    rescue StandardError => e
      crash(e)
    end
  puts JSON.generate(said)
  $stdout.flush
end
