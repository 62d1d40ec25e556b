# frozen_string_literal: true

# Loads one example after the other. Reads the path of a file a line; writes a line for each: the word "ran" or
# "failed", and what was printed or complained, in UTF-8, as hex digits.

require "stringio"

answers = $stdout
$stdin.each_line(chomp: true) do |path|
  $stdout = StringIO.new
  $stderr = StringIO.new
  begin
    load(path, true)
  rescue SystemExit, StandardError, ScriptError => e
    $stderr.puts e.full_message(highlight: false)
  end
  complained = $stderr.string
  told = complained.empty? ? $stdout.string : complained
  answers.puts "#{complained.empty? ? 'ran' : 'failed'} #{told.unpack1('H*')}"
  answers.flush
end
