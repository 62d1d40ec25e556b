# frozen_string_literal: true

require "digest"
require "erb"
require "json"
require "net/http"
require "openssl"
require "rexml/document"
require "uri"

# A small client for the BigBlueButton (BBB) API. Copy this file; it needs Ruby 3.1 and no gem but REXML, which comes
# with Ruby.
#
#   bbb = BbbApi::Client.from_env # reads BBB_URL and BBB_SECRET
#   response = bbb.call("create", meetingID: "algebra-1", name: "Algebra I")
#   puts response.get("createTime"), response.warning
#
# A call that fails raises one of these. Rescue those you can do something about:
#
#   BbbApi::Error             has key, message, call, status and page
#   ├── BbbApi::FixRequest    the request is wrong; sent again, it fails again
#   ├── BbbApi::FixSecret     checksumError, or HTTP 401: not the secret, algorithm or query string the server expects
#   ├── BbbApi::RetryLater    the room is full, or the server down or too slow; it may have done the work all the same
#   ├── BbbApi::Refused       the server says no, or what you ask for is not there; tell the user
#   └── BbbApi::BadResponse   not an API response: a wrong URL or certificate, an error page, broken or hostile
#
# Wrong settings, such as an empty secret, are an ArgumentError. The secret and checksums stay out of exceptions,
# backtraces and inspect. Each call has a connection of its own and keeps no cookies, so that no response changes what
# happens to the next call.
module BbbApi
  # Where your copy of the error reference is. Without it, the links to its pages are relative.
  DOCS_URL = ENV.fetch("BBB_ERRORS_URL", "")

  # The hashes a server may accept; it sees by the length of a checksum which one was used.
  ALGORITHMS = %w[sha1 sha256 sha384 sha512].freeze

  # A call that failed. Branch on the class or on `key`, never on the text: texts differ between releases.
  class Error < StandardError
    attr_reader :key, :call, :status, :page

    # Keeps what is known. Without a key, `page` is the name of the error's page; it becomes the whole link.
    def initialize(message, key: nil, call: "", status: nil, page: "")
      super(message)
      @key = key
      @call = call
      @status = status
      slug = (key.to_s.empty? ? page : key).gsub(/[^A-Za-z0-9_-]/, "-")
      @page = "#{[DOCS_URL.sub(%r{/+\z}, ''), 'errors', slug].reject(&:empty?).join('/')}/"
    end
  end

  # The request is wrong. Sent again as it is, it fails again.
  class FixRequest < Error; end

  # The checksum is not the one the server expects: wrong secret or algorithm, or another query was hashed.
  class FixSecret < Error; end

  # The same request may succeed later, or has worked unseen; `create` then returns duplicateWarning.
  class RetryLater < Error; end

  # The server says no, or does not have the meeting, recording or user. Tell whoever asked.
  class Refused < Error; end

  # What arrived isn't a response of the API.
  class BadResponse < Error; end

  # What a key asks the caller to do. Other keys, and responses without one, are Refused.
  KINDS = {
    # [keys] written by `make generate` from the catalog
    "b3scale_server_error" => FixRequest,
    "b3scaleGatewayError" => RetryLater,
    "checksumError" => FixSecret,
    "clientError" => FixRequest,
    "configXMLChecksumError" => FixSecret,
    "configXMLError" => FixRequest,
    "createHookError" => FixRequest,
    "destroyHookError" => RetryLater,
    "emptyError" => FixRequest,
    "fullNameTooLong" => FixRequest,
    "idNotUnique" => FixRequest,
    "internalError" => RetryLater,
    "invalidFormat" => FixRequest,
    "invalidKind" => FixRequest,
    "invalidLang" => FixRequest,
    "invalidPassword" => FixRequest,
    "invalidPresentationUrl" => FixRequest,
    "malformedXml" => FixRequest,
    "maxParticipantsReached" => RetryLater,
    "meetingPoolReached" => RetryLater,
    "missingParamCallbackURL" => FixRequest,
    "missingParameterMeetingID" => FixRequest,
    "missingParameterName" => FixRequest,
    "missingParameterPublish" => FixRequest,
    "missingParameterRecordID" => FixRequest,
    "missingParameters" => FixRequest,
    "missingParamFullName" => FixRequest,
    "missingParamHookID" => FixRequest,
    "missingParamMeetingID" => FixRequest,
    "missingParamMessage" => FixRequest,
    "missingParamPublish" => FixRequest,
    "missingParamRecordID" => FixRequest,
    "noInstanceFound" => RetryLater,
    "nonUniqueVoiceBridge" => FixRequest,
    "noResponse" => RetryLater,
    "nullError" => FixRequest,
    "paramError" => FixRequest,
    "Params required" => FixRequest,
    "parentMeetingIDMissing" => FixRequest,
    "parentMeetingIdMissing" => FixRequest,
    "pollXMLChecksumError" => FixSecret,
    "sameServer" => FixRequest,
    "serverTagUnavailable" => RetryLater,
    "serverUnavailable" => RetryLater,
    "sizeError" => FixRequest,
    "tenantNotFound" => FixRequest,
    "unsupportedContentType" => FixRequest,
    "unsupportedRequest" => FixRequest,
    "upload_text_track_failed" => RetryLater,
    "userPoolReached" => RetryLater,
    "validationError" => FixRequest,
    # [/keys]
  }.freeze

  # A response, whatever form it came in. Calls return only those with returncode SUCCESS, and no HTTP error.
  class Response
    # The element `response`; empty if the response isn't XML.
    attr_reader :xml
    # The members of `response`; empty if the response isn't JSON.
    attr_reader :data
    # Where `join` sends the browser, by http or https. The host is the server's word; it gets the session token. From a
    # load balancer it is `join` of a server behind it, which then responds to the browser itself.
    attr_reader :location
    attr_reader :call, :status, :returncode, :key, :message

    def initialize(call:, status:, returncode:, key: nil, message: "", **content)
      @call = call
      @status = status
      @returncode = returncode
      @key = key
      @message = message
      @xml = content.fetch(:xml) { REXML::Element.new("response") }
      @data = content.fetch(:data, {})
      @location = content.fetch(:location, "")
    end

    # The key, if it matters in spite of SUCCESS: duplicateWarning means that your settings were ignored.
    def warning
      key if key == "duplicateWarning"
    end

    # Returns the text of an element or a member, such as `meetingID`. For what is nested, see xml and data.
    def get(name, default = "")
      value = data.fetch(name) { XML.text(xml, name) }
      case value
      when String, Numeric, true, false then value.to_s
      else default
      end
    end

    def inspect
      "#<#{self.class} call=#{call.inspect} status=#{status} returncode=#{returncode.inspect} key=#{key.inspect} " \
        "message=#{message.inspect}>"
    end
  end

  # Percent-encodes parameters, a hash or pairs, as UTF-8, each value once and in the order given. A boolean is sent as
  # true or false; nil is not sent.
  def self.encode(params)
    texts = pairs(params).reject { |pair| pair.last.nil? }.map { |pair| pair.map { |each| each.to_s.encode("UTF-8") } }
    raise EncodingError unless texts.flatten.all?(&:valid_encoding?)

    texts.map { |pair| pair.map { |each| ERB::Util.url_encode(each) }.join("=") }.join("&")
  rescue EncodingError
    raise FixRequest.new("a parameter can't be sent: it isn't whole in its encoding"), cause: nil
  end

  # Returns parameters as pairs; raises FixRequest for what isn't parameters, such as a file.
  def self.pairs(params)
    found = params.respond_to?(:to_a) ? params.to_a : [params]
    return found if found.all? { |pair| pair.is_a?(Array) && pair.size == 2 }

    raise FixRequest, "parameters are a hash or pairs"
  end
  private_class_method :pairs

  # Returns a call's query string with its checksum. Send it as it is: another encoding breaks the checksum.
  def self.sign(call, params, secret, algorithm = "sha256")
    raise ArgumentError, "unknown algorithm; use one of #{ALGORITHMS.join(', ')}" unless ALGORITHMS.include?(algorithm)

    query = encode(params)
    checksum = OpenSSL::Digest.hexdigest(algorithm, "#{call}#{query}#{secret}")
    query.empty? ? "checksum=#{checksum}" : "#{query}&checksum=#{checksum}"
  end

  # Reads a response in any form of the API; raises what it stands for unless it is SUCCESS. The mask hides what was
  # sent.
  def self.parse(call, status, body, location = "", mask = Mask.new)
    call = call.to_s
    reader = Reader.new(call, status, mask)
    response = (300...400).cover?(status) ? reader.redirect(location) : reader.body(body)
    if response.returncode != "SUCCESS"
      kind = KINDS.fetch(response.key) { status >= 500 ? RetryLater : Refused }
      raise kind.new(response.message.empty? ? "no reason given" : response.message, key: response.key, call:, status:)
    end
    raise reader.of_status("the body says SUCCESS, and the HTTP status doesn't") unless (200...400).cover?(status)
    return response if call.empty? || response.get("apiVersion").empty? # only the call "" asks for the version

    raise FixRequest.new("nothing was done: the call wants another method", call:, status:, page: "wrong-http-method")
  end

  # Reads what arrived.
  class Reader
    # Absolute URLs without user and password, of printable ASCII but for \, which browsers take for a slash.
    HOST = %r{https?://(?:[a-z0-9][\w.-]*|\[[0-9a-f:.]+\])(?::\d{1,5})?}i
    JOINED = %r{\A#{HOST}(?=[/?])[!"$-\[\]-~]*[?&]sessionToken=[!-\[\]-~]+\z}i
    PASSED_ON = %r{\A#{HOST}/[!"$->@-\[\]-~]*/join\?[!"$-\[\]-~]*\bchecksum=(\w+)\z}i

    PAGES = [400, 401, 403, 404, 405, 408, 413, 414, 415, 429, 500, 502, 503, 504].freeze
    STATUSES = {
      401 => FixSecret,
      **[405, 413, 414, 415].to_h { |status| [status, FixRequest] },
      **[408, 429, 502, 503, 504].to_h { |status| [status, RetryLater] },
    }.freeze

    def initialize(call, status, mask)
      @call = call
      @status = status
      @mask = mask
    end

    # What an HTTP status stands for, with a text of ours.
    def of_status(text)
      kind = STATUSES.fetch(@status, BadResponse)
      unhandled = @status < 300 ? "not-bigbluebutton" : ""
      page = PAGES.include?(@status) ? "http-#{@status}" : unhandled
      kind.new(text, call: @call, status: @status, page:)
    end

    # Returns what a redirect says.
    def redirect(location)
      if (error = errors_in(location))
        return response("FAILED", @mask.line(error["key"]), @mask.line(error["message"]))
      end

      # Without regard to case, ſ is an s.
      joined = location.ascii_only? && (JOINED.match?(location) || passed_on?(location))
      return response("SUCCESS", location:) if @call == "join" && joined

      raise BadResponse.new("redirected elsewhere: check the base URL, https too",
                            call: @call, status: @status, page: "http-301-redirect")
    end

    # Returns what a body says, whatever its form.
    def body(bytes)
      from_json(bytes) || from_xml(bytes) || raise(not_an_api_response(bytes))
    end

    private

    def response(returncode, key = nil, message = "", **content)
      Response.new(call: @call, status: @status, returncode:, key:, message:, **content)
    end

    # The last list of errors in a URL.
    def errors_in(location)
      location.scan(/[?&]errors=([^&#]*)/).flatten.reverse.each do |value|
        first = Array.try_convert(json(Mask.unquote(value.tr("+", " "))))&.first
        return first if first.is_a?(Hash) && first.values_at("key", "message").all?(String)
      end
      nil
    end

    # Whether a load balancer sends the browser to a server, for which it has signed the request anew.
    def passed_on?(location)
      found = PASSED_ON.match(location)
      [302, 307].include?(@status) && found && found[1] != @mask.checksum
    end

    def from_json(bytes)
      content = json(bytes)
      data = content.is_a?(Hash) ? content.fetch("response", content) : nil
      return unless data.is_a?(Hash) && data["returncode"].is_a?(String)

      texts = data.values_at("returncode", "messageKey", "message").map { |each| each.is_a?(String) ? each : "" }
      code, key, message = texts.map { |each| @mask.line(each) }
      response(code, key.empty? ? nil : key, message, data:)
    end

    def from_xml(bytes)
      xml = XML.read(bytes)
      return unless xml

      key = first_text(xml, "messageKey", "errors/error/key")
      message = first_text(xml, "message", "errors/error/message")
      response(first_text(xml, "returncode"), key.empty? ? nil : key, message, xml:)
    end

    def first_text(xml, *paths)
      text = paths.lazy.map { |path| XML.text(xml, path).to_s }.find { |each| !each.empty? }
      @mask.line(text.to_s)
    end

    def json(bytes)
      text = bytes.dup.force_encoding("UTF-8").delete_prefix("\uFEFF")
      JSON.parse(text) if text.valid_encoding?
    rescue JSON::ParserError
      nil
    end

    def not_an_api_response(bytes)
      words = @mask.line(bytes.byteslice(0, 500).b.gsub(/<[^>]*>/n, " ").force_encoding("UTF-8").scrub)[0, 100]
      of_status("not an API response, but #{words.empty? ? 'an empty body' : quoted(words)}")
    end

    def quoted(text)
      mark = text.include?("'") && !text.include?('"') ? '"' : "'"
      "#{mark}#{text.gsub(/[\\#{mark}]/) { |each| "\\#{each}" }}#{mark}"
    end
  end

  # Reads XML without document type, entities of its own or network.
  module XML
    # How a response in XML begins. So no document type comes before it, which a parser may take minutes to read.
    OPENING = %r{\A(?:\xEF\xBB\xBF)?(?<declaration><\?xml\s[^<>]*\?>)?\s*<response[\s/>]}n
    ENCODING = /encoding\s*=\s*["']([\w.-]+)["']/
    DEEPEST = 256
    ENTITIES = { "amp" => "&", "lt" => "<", "gt" => ">", "quot" => '"', "apos" => "'" }.freeze
    # Parts of an attribute and of a text that aren't well-formed, but that REXML takes.
    BARE = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x\h+);)/
    LOOSE = /#{BARE}|\]\]>/
    # What may hold a >. For each of them, REXML begins anew, and for each piece without an end or behind the root, too.
    PIECE = /<!--.*?(?<comment>-->|\z)|<!\[CDATA\[.*?(?<cdata>\]\]>|\z)|<\?.*?(?<instruction>\?>|\z)|
             <(?:[^<>"']++|"[^"]*"|'[^']*')*+/mx
    MANY = 1000

    # Returns the element `response` if bytes are a response in XML.
    def self.read(bytes)
      text = decoded(bytes.b.lstrip)
      root = text && quickly_read?(text) ? REXML::Document.new(text).root : nil
      root if root && root.expanded_name == "response" && strict?(root) && !text(root, "returncode").to_s.empty?
    rescue REXML::ParseException, EncodingError, ArgumentError # an unknown encoding is an ArgumentError
      nil
    end

    # Returns the document without its declaration, which says nothing more about a text that is decoded.
    def self.decoded(bytes)
      opening = OPENING.match(bytes)
      return unless opening

      encoding = Encoding.find(opening[:declaration].to_s[ENCODING, 1] || "UTF-8")
      text = bytes.delete_prefix("\xEF\xBB\xBF".b).delete_prefix(opening[:declaration].to_s).force_encoding(encoding)
      text.encode("UTF-8") if text.valid_encoding?
    end

    # Whether REXML, which takes minutes for some small documents, reads this one in time.
    def self.quickly_read?(text)
      return false if text.partition("</response>").last.count("<") > MANY

      text.scan(PIECE) do
        found = Regexp.last_match
        return false if found.captures.include?("") || found[0].count(">") > MANY
      end
      true
    end

    # Whether a document is well-formed where REXML is lenient, and not nested too deeply.
    def self.strict?(root)
      outside = root.document.children - [root]
      return false unless root.namespace.empty? && outside.all? { |each| harmless?(each) }

      level = [root]
      DEEPEST.times do
        return true if level.empty?
        return false unless level.all? { |element| strict_inside?(element) }

        level = level.flat_map { |element| element.children.grep(REXML::Element) }
      end
      level.empty?
    end

    # Whether something may stand beside the element `response`.
    def self.harmless?(node)
      node.is_a?(REXML::Comment) || node.is_a?(REXML::Instruction) || node.to_s.strip.empty?
    end

    def self.strict_inside?(element)
      texts = element.children.select { |each| each.instance_of?(REXML::Text) }
      declared = element.children.any?(REXML::XMLDecl)
      !declared && texts.none? { |each| LOOSE.match?(each.to_s) } &&
        element.attributes.to_a.none? { |each| BARE.match?(each.to_s) }
    end

    # Returns the text at the start of the first element on a path, or nothing.
    def self.text(element, path)
      name, rest = path.split("/", 2)
      element.children.grep(REXML::Element).each do |child|
        next unless child.expanded_name == name && child.namespace.empty?

        texts = child.children.take_while { |each| each.is_a?(REXML::Text) }
        text = rest ? text(child, rest) : texts.map { |each| unescaped(each) }.join
        return text if text
      end
      nil
    end

    # Returns what a text says. REXML itself raises an error where the entities of a text stand for more than 10 KB.
    def self.unescaped(text)
      return text.value if text.is_a?(REXML::CData)

      text.to_s.gsub(/&(?:#(\d{1,8})|#x(\h{1,8})|(\w+));/) do |escape|
        digits, hex, name = Regexp.last_match.captures
        next ENTITIES.fetch(name, escape) if name

        code = digits ? digits.to_i : hex.hex
        code <= 0x10FFFF && !(0xD800..0xDFFF).cover?(code) ? [code].pack("U") : ""
      end
    end
  end

  # Hides what was sent, wherever a server repeats it.
  class Mask
    # Digits of a checksum, as they are or percent-encoded.
    DIGITS = /(?:[0-9a-f]|%(?:25)*(?:3\d|[46][1-6])){8,}/i

    attr_reader :checksum

    def initialize(checksum = "", secret = "")
      @checksum = checksum
      @secret = secret
    end

    def inspect
      "#<#{self.class}>"
    end

    # Decodes what is percent-encoded in a text.
    def self.unquote(text)
      text.gsub(/(?:%\h\h)+/) { |run| [run.delete("%")].pack("H*").force_encoding("UTF-8").scrub }
    end

    # Makes a server's text fit for a log: one line, no control characters, no checksum, not endless.
    def line(text)
      start = text.scrub[0, 2000]
      hide(start.gsub(/[\t-\r\u001c-\u001f\u0085\p{Z}]+/, " ").strip.gsub(/\p{C}/, ""))
    end

    private

    # Hides what is called a checksum, and every run of digits that is the checksum of this call or a part of it. Of a
    # text that still holds it, or the secret, nothing is left.
    def hide(text)
      shown = text.gsub(/(checksum(?:=|%(?:25)*3D))[\p{L}\p{N}_]+/i, '\1***')
      shown = shown.gsub(DIGITS) { |digits| of_checksum?(digits) ? "***" : digits } unless checksum.empty?
      shown = shown.gsub(@secret, "***") if long_secret? # the server has it, too
      holds?(shown) ? "***" : shown
    end

    def long_secret?
      @secret.length >= 8
    end

    def of_checksum?(digits)
      plain = Mask.unquote(digits.gsub(/%(?:25)+/, "%")).downcase
      checksum.include?(plain) || plain.include?(checksum)
    end

    # Whether a text holds the secret, or a part of the checksum, in whatever way its letters are written or parted.
    def holds?(text)
      plain = plainly(text)
      digits, words = hidden
      [plain, plain.reverse, *unpacked(plain)].map(&:downcase).any? do |low|
        in_digits = low.gsub(/[^0-9a-f]+/, "")
        digits.any? { |each| in_digits.include?(each) } || words.any? { |each| "#{low} #{letters(low)}".include?(each) }
      end
    end

    # Returns what must not show: as hex digits, and as words.
    def hidden
      parts = (0..checksum.length - 16).map { |at| checksum[at, 16] }
      secrets = long_secret? ? [@secret] : []
      words = secrets.map(&:downcase) + secrets.map { |each| letters(each) }
      [parts + (parts + secrets).map { |each| each.unpack1("H*") }, words.select { |each| each.length >= 8 }]
    end

    # Returns what of a text is letters and digits, in lower case.
    def letters(text)
      text.downcase.gsub(/[^\p{L}\p{N}]+/, "")
    end

    # Decodes letters that are written in the ways of HTML, JSON, C, quoted-printable or URLs, also more than once.
    def plainly(text)
      3.times do
        text = text.gsub(/&(?:amp|#38|#x26);?/i, "&")
                   .gsub(/&#x0*(\h{1,6});?/i) { letter(Regexp.last_match(1).hex) }
                   .gsub(/&#0*(\d{1,7});?/) { letter(Regexp.last_match(1).to_i) }
                   .gsub(/(?:[\\%]u(?:0{6}|00|\{0*)|\\x|=|%)(\h\h)\}?/i) { letter(Regexp.last_match(1).hex) }
      end
      text.unicode_normalize(:nfkc)
    end

    def letter(code)
      code <= 0x10FFFF && !(0xD800..0xDFFF).cover?(code) ? [code].pack("U") : ""
    end

    # Returns what a text may hold in base64, from whichever letter it begins: as letters, and as hex digits.
    def unpacked(text)
      text.scan(%r{[A-Za-z0-9+/_-]{16,}}).flat_map do |found|
        packed = found.tr("-_", "+/")
        (0...4).flat_map do |start|
          bytes = packed[start..].unpack1("m")
          [bytes.dup.force_encoding("ISO-8859-1").encode("UTF-8"), bytes.unpack1("H*")]
        end
      end
    end
  end

  # What a failed connection means.
  module Failure
    # The page about an error of OpenSSL, by words of its message; the first that fits counts.
    TLS = {
      "certificate has expired" => "tls-expired",
      "hostname mismatch" => "tls-name",
      "IP address mismatch" => "tls-name",
      "does not match the server certificate" => "tls-name",
      "certificate verify failed" => "tls-chain",
      "wrong version number" => "tls-to-plain",
      "alert protocol version" => "tls-version",
      "unexpected eof" => "empty",
      "SYSCALL returned=5 errno=0" => "empty",
    }.freeze
    # Those of the pages whose failure may pass by itself.
    PASSING = ["", "refused", "reset", "empty", "cut"].freeze
    LATE = [Timeout::Error, Errno::ETIMEDOUT].freeze

    # Returns the error that a failure of Net::HTTP stands for. `closed` is the page about a connection that the server
    # closed at this point. The failure itself is not kept: it may hold the URL.
    def self.of(error, call, closed, proxied)
      return RetryLater.new("no response in time", call:, page: "time-out") if LATE.any? { |late| error.is_a?(late) }

      page = page(error, closed, proxied)
      passing = PASSING.include?(page) || error.message.include?("Temporary failure in name resolution")
      kind = passing ? RetryLater : BadResponse
      kind.new("no response, the connection failed (#{error.class})", call:, page:)
    end

    # Returns the page about a failure, or nothing if the failure doesn't tell.
    def self.page(error, closed, proxied)
      case error
      when Net::ProtoRetriableError, Net::ProtoServerError, Net::ProtoFatalError then "proxy"
      when SocketError, Errno::ECONNREFUSED
        name = error.is_a?(SocketError) ? "dns" : "refused"
        proxied ? "proxy" : name
      when Errno::ECONNRESET, Errno::EPIPE then "reset"
      when EOFError then closed
      when OpenSSL::SSL::SSLError then TLS.find { |words, _| error.message.include?(words) }&.last.to_s
      when Net::HTTPBadResponse then error.message.start_with?("wrong status line") ? "no-http" : ""
      else ""
      end
    end
  end

  # A POST without the content type that Net::HTTP gives an empty body. For the client only.
  class Post < Net::HTTP::Post
    private

    def supply_default_content_type; end
  end

  # A connection that takes so many bytes and no more. Net::HTTP reads headers, however many come.
  class Connection < Net::HTTP
    # More bytes came than are taken.
    class TooMuch < StandardError; end

    # Counts what a socket reads.
    module Counting
      attr_accessor :left

      def read_nonblock(...)
        super.tap do |read|
          self.left -= read.bytesize if read.is_a?(String)
          raise TooMuch if left.negative?
        end
      end
    end

    attr_accessor :most

    private

    # Net::HTTP calls this when it is connected.
    def on_connect
      @socket.io.extend(Counting).left = most
    end
  end

  # Calls the API of one server. Threads can share it.
  class Client
    LONGEST_URL = 65_536
    HEAD = 100_000

    # The URL of the API.
    attr_reader :api

    # Takes the URL with or without `/bigbluebutton/api`, and the secret with or without blanks around it.
    #
    # `timeout` is in seconds, for the whole of a call, from the DNS lookup to the last byte. `limit` is in bytes, for
    # the body. `ca_file` holds the certificates that are trusted, in place of the system's.
    def initialize(url, secret, algorithm: "sha256", timeout: 30, limit: 10_000_000, ca_file: nil)
      @api = api_of(url.strip)
      secret = secret.dup.force_encoding("UTF-8").strip
      if secret.empty? || !secret.valid_encoding? || secret.match?(/[[\p{C}\p{Z}]&&[^ ]]/)
        raise ArgumentError, "the secret is empty or holds invisible characters; set BBB_SECRET"
      end

      unless timeout.positive? && timeout <= 86_400
        raise ArgumentError,
              "the timeout is not between 0 and 86,400 seconds"
      end

      BbbApi.sign("", [], secret, algorithm) # refuses an unknown algorithm
      @secret = -> { secret } # what shows variables doesn't show this
      @algorithm = algorithm
      @timeout = timeout
      @limit = limit
      @ca_file = ca_file
    end

    # Takes URL and secret from BBB_URL and BBB_SECRET; the options are those of new.
    def self.from_env(**options)
      new(ENV.fetch("BBB_URL", ""), ENV.fetch("BBB_SECRET", ""), **options)
    end

    def inspect
      "#<#{self.class} #{api}>"
    end

    # Calls by GET and returns the response, or raises a BbbApi::Error. The name of the call is a string or a symbol;
    # the call "" asks for the version.
    def call(call, params = {})
      exchange(Net::HTTP::Get, call, params, "", "")
    end

    # Calls by POST. Only `params`, which go into the URL, are signed; the body, a string or a hash for a form, is not.
    def post(call, params = {}, body: "", content_type: "application/xml")
      return exchange(Post, call, params, body, content_type) if body.is_a?(String)
      raise FixRequest.new("nothing was sent: the body is nil", call: call.to_s) if body.nil?

      exchange(Post, call, params, BbbApi.encode(body), "application/x-www-form-urlencoded")
    end

    # Returns the signed URL of a call, such as the link a user joins by. Whoever has it can use it.
    def url(call, params = {})
      unless call.to_s.match?(%r{\A(?:hooks/)?[A-Za-z]*\z})
        raise FixRequest, "the name of a call has letters only, after hooks/ too"
      end

      "#{"#{api}/#{call}".sub(%r{/+\z}, '')}?#{BbbApi.sign(call, params, @secret.call, @algorithm)}"
    end

    private

    def api_of(url)
      server, path = url.match(%r{\A(https?://[^/?#@\s]+)(/[^?#\s]*)?\z})&.captures
      unless server
        raise ArgumentError,
              "the URL is empty or not like https://bbb.example.org/bigbluebutton/; set BBB_URL"
      end

      path = path.to_s.sub(%r{/+\z}, "")
      path = "/bigbluebutton" if path.empty?
      api = "#{server}#{path.delete_suffix('/api')}/api"
      raise ArgumentError, "the URL has a host or a port that cannot be; set BBB_URL" unless possible?(api)

      api
    end

    def possible?(api)
      uri = URI.parse(api)
      labels = uri.host.to_s.delete_suffix(".").split(".", -1)
      uri.port < 65_536 && (uri.host.to_s.start_with?("[") || labels.all? { |each| each.length.between?(1, 63) })
    rescue URI::Error
      false
    end

    def exchange(method, call, params, body, content_type)
      call = call.to_s
      url = url(call, params)
      raise FixRequest.new("the URL is too long; send parameters in a form body", call:) if url.length > LONGEST_URL

      uri = URI.parse(url)
      request = request(method, uri, call, body, content_type)
      mask = Mask.new(url[/\h+\z/], @secret.call)
      outcome = within_deadline(call) { settle(uri, request, call, mask) }
      raise outcome if outcome.is_a?(StandardError)

      outcome
    end

    def request(method, uri, call, body, content_type)
      unless content_type.match?(/\A[\t\x20-\x7e]*\z/)
        raise FixRequest.new("nothing was sent: a header, such as the content type, breaks HTTP", call:)
      end

      # Without encoding, or a small response could unfold into a huge one.
      request = method.new(uri.request_uri, "Accept-Encoding" => "identity", "Connection" => "close")
      if !body.empty?
        request.body = body
        request["Content-Type"] = content_type
      elsif request.request_body_permitted?
        request["Content-Length"] = "0"
      end
      request
    end

    # Returns what a block returns. It runs in a thread that is killed when the time is up: the timeouts of Net::HTTP
    # are for each read, and nothing else ends a DNS lookup.
    def within_deadline(call, &)
      worker = Thread.new(&)
      worker.report_on_exception = false
      worker.join(@timeout) ? worker.value : RetryLater.new("no response in time", call:, page: "time-out")
    ensure
      worker&.kill
    end

    # Returns a response or an error. Raised elsewhere, the error has no cause that knows the URL.
    def settle(uri, request, call, mask)
      http = connection(uri)
      closed = "empty"
      http.start do
        http.request(request) do |response|
          closed = "cut"
          body = read(response, call)
          return BbbApi.parse(call, response.code.to_i, body, utf8(response["Location"].to_s), mask)
        end
      end
    rescue Error => e
      e
    rescue URI::Error
      ArgumentError.new("the proxy is not like http://proxy.example.org:3128; set #{uri.scheme}_proxy")
    rescue Connection::TooMuch
      BadResponse.new("more than #{@limit} bytes", call:)
    rescue IOError, SystemCallError, SocketError, Timeout::Error, OpenSSL::SSL::SSLError, Net::ProtocolError,
           Net::HTTPBadResponse, Net::HTTPHeaderSyntaxError, ArgumentError => e
      Failure.of(e, call, closed, http.proxy?)
    end

    def connection(uri)
      Connection.new(uri.hostname, uri.port).tap do |http|
        http.use_ssl = uri.scheme == "https"
        http.ca_file = @ca_file if @ca_file
        http.open_timeout = http.read_timeout = http.write_timeout = http.ssl_timeout = @timeout
        http.max_retries = 0
        http.most = HEAD + (10 * @limit) # chunks have headers of their own
      end
    end

    # Reads a body that is neither encoded, too long nor cut off.
    def read(response, call)
      status = response.code.to_i
      unless ["", "identity"].include?(response["Content-Encoding"].to_s.downcase)
        raise BadResponse.new("an encoding nobody asked for", call:, status:)
      end

      body = "".b
      response.read_body do |part|
        body << part
        raise BadResponse.new("more than #{@limit} bytes", call:, status:) if body.bytesize > @limit
      end
      raise EOFError if response.class.body_permitted? && body.bytesize < response.content_length.to_i

      body
    end

    def utf8(header)
      text = header.dup.force_encoding("UTF-8")
      text.valid_encoding? ? text : text.force_encoding("ISO-8859-1").encode("UTF-8")
    end
  end

  private_constant :KINDS, :Reader, :XML, :Mask, :Failure, :Connection, :Post
end
