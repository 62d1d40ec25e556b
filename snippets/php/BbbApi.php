<?php

/*
 * A small client for the BigBlueButton (BBB) API. Copy this file; it needs PHP 8.2 with its extensions curl and dom.
 *
 *     $bbb = BbbApi\Client::fromEnv(); // reads BBB_URL and BBB_SECRET
 *     $response = $bbb->call('create', ['meetingID' => 'algebra-1', 'name' => 'Algebra I']);
 *     echo $response->get('createTime'), ' ', $response->warning;
 *
 * A call that fails throws one of these. Catch those you can do something about:
 *
 *     BbbException      has getMessage(), and the properties key, call, status and page
 *     ├── FixRequest    the request is wrong; sent again, it fails again
 *     ├── FixSecret     checksumError, or HTTP 401: not the secret, algorithm or query string the server expects
 *     ├── RetryLater    the room is full, or the server down or too slow; it may have done the work all the same
 *     ├── Refused       the server says no, or what you ask for is not there; tell the user
 *     └── BadResponse   not an API response: a wrong URL or certificate, an error page, something broken or hostile
 *
 * Wrong settings, such as an empty secret, are an InvalidArgumentException. The secret and checksums stay out of
 * exceptions, stack traces and dumps. Each call has a connection of its own and keeps no cookies, so that no response
 * changes what happens to the next call.
 */

declare(strict_types=1);

namespace BbbApi;

use InvalidArgumentException;
use SensitiveParameter;
use SensitiveParameterValue;

/** A call that failed. Branch on the class or on `key`, never on the text: texts differ between releases. */
class BbbException extends \RuntimeException
{
    /** The error's page in the reference. Without BBB_ERRORS_URL in the environment, the link is relative. */
    public readonly string $page;

    /** Keep what is known. Without a key, `$page` is the name of the error's page; it becomes the whole link. */
    final public function __construct(
        string $message,
        public readonly ?string $key = null,
        public readonly string $call = '',
        public readonly ?int $status = null,
        string $page = '',
    ) {
        parent::__construct($message);
        $slug = preg_replace('/[^A-Za-z0-9_-]/u', '-', $key ?? $page);
        $parts = array_filter([rtrim((string) getenv('BBB_ERRORS_URL'), '/'), 'errors', $slug], strlen(...));
        $this->page = implode('/', $parts) . '/';
    }

    public function __toString(): string
    {
        $said = implode(': ', array_filter([$this->call, $this->key, $this->message], fn ($x) => $x !== '' && $x));
        $status = $this->status ? " (HTTP $this->status)" : '';
        $where = "in {$this->getFile()}:{$this->getLine()}\nStack trace:\n{$this->getTraceAsString()}";
        return static::class . ": $said$status\nSee $this->page\n$where";
    }
}

/** The request is wrong. Sent again as it is, it fails again. */
class FixRequest extends BbbException
{
}

/** The checksum is not the one the server expects: wrong secret or algorithm, or another query was hashed. */
class FixSecret extends BbbException
{
}

/** The same request may succeed later, or has worked unseen; `create` then returns duplicateWarning. */
class RetryLater extends BbbException
{
}

/** The server says no, or does not have the meeting, recording or user. Tell whoever asked. */
class Refused extends BbbException
{
}

/** What arrived isn't a response of the API. */
class BadResponse extends BbbException
{
}

/** A response, whatever form it came in. Calls return only those with returncode SUCCESS, and no HTTP error. */
final class Response
{
    /** The key, if it matters in spite of SUCCESS: duplicateWarning means that your settings were ignored. */
    public readonly ?string $warning;

    /**
     * @param ?\DOMElement $xml the element `response`; null if the response isn't XML
     * @param array<string, mixed> $data the members of `response`; empty if the response isn't JSON
     * @param string $location where `join` sends the browser, by http or https. The host is the server's word; it gets
     *     the session token. From a load balancer it is `join` of a server behind it, which then responds to the
     *     browser itself.
     */
    public function __construct(
        public readonly string $call,
        public readonly int $status,
        public readonly string $returncode,
        public readonly ?string $key = null,
        public readonly string $message = '',
        #[SensitiveParameter] public readonly ?\DOMElement $xml = null,
        #[SensitiveParameter] public readonly array $data = [],
        #[SensitiveParameter] public readonly string $location = '',
    ) {
        $this->warning = $key === 'duplicateWarning' ? $key : null;
    }

    /** Return the text of an element or a member, such as `meetingID`. For what is nested, see xml and data. */
    public function get(string $name, string $default = ''): string
    {
        $value = $this->data[$name] ?? null;
        if (is_scalar($value)) {
            $written = is_float($value) && is_finite($value); // what is too large for JSON has no other text
            return $written ? json_encode($value, JSON_PRESERVE_ZERO_FRACTION) : Client::text($value);
        }
        return $this->xml ? Reader::textAt($this->xml, $name) ?? $default : $default;
    }

    /** @return array<string, mixed> what dumps show; the content is left out, since it may be long and private */
    public function __debugInfo(): array
    {
        $shown = ['call', 'status', 'returncode', 'key', 'message'];
        return array_intersect_key(get_object_vars($this), array_flip($shown));
    }
}

/** Calls the API of one server. */
final class Client
{
    /** The hashes a server may accept; it sees by the length of a checksum which one was used. */
    public const ALGORITHMS = ['sha1', 'sha256', 'sha384', 'sha512'];

    private const LONGEST_URL = 65_536;

    private readonly SensitiveParameterValue $secret;
    private readonly string $api;

    /**
     * @param string $url with or without `/bigbluebutton/api`
     * @param string $secret with or without blanks around it
     * @param float $timeout in seconds, for the whole of a call, from the name lookup to the last byte
     * @param int $limit in bytes, for the body of a response
     * @param array<int, mixed> $curl options for curl of your own, such as CURLOPT_CAINFO or CURLOPT_PROXY
     */
    public function __construct(
        #[SensitiveParameter] string $url,
        #[SensitiveParameter] string $secret,
        private readonly string $algorithm = 'sha256',
        private readonly float $timeout = 30,
        private readonly int $limit = 10_000_000,
        #[SensitiveParameter] private readonly array $curl = [],
    ) {
        $secret = preg_replace('/\A\s+|\s+\z/u', '', $secret) ?? '';
        if (!preg_match('~\A(https?://([^/?#@\s]+))(/[^?#\s]*)?\z~u', trim($url), $found)) {
            $like = 'https://bbb.example.org/bigbluebutton/';
            throw new InvalidArgumentException("the URL is empty or not like $like; set BBB_URL");
        }
        if (!preg_match('/\A(?: |[^\p{C}\p{Z}])+\z/u', $secret)) {
            throw new InvalidArgumentException('the secret is empty or holds invisible characters; set BBB_SECRET');
        }
        if (!($timeout > 0 && $timeout <= 86_400)) {
            throw new InvalidArgumentException('the timeout is not between 0 and 86,400 seconds');
        }
        self::sign('', [], $secret, $algorithm); // refuses an unknown algorithm
        if (!self::isPossible($found[2])) {
            throw new InvalidArgumentException('the URL has a host or a port that cannot be; set BBB_URL');
        }
        $path = rtrim($found[3] ?? '', '/') ?: '/bigbluebutton';
        $this->api = $found[1] . preg_replace('~/api\z~', '', $path) . '/api';
        $this->secret = new SensitiveParameterValue($secret);
    }

    /** Take URL and secret from BBB_URL and BBB_SECRET; the options are those of the class, such as `timeout: 5`. */
    public static function fromEnv(#[SensitiveParameter] mixed ...$options): self
    {
        return new self((string) getenv('BBB_URL'), (string) getenv('BBB_SECRET'), ...$options);
    }

    /**
     * Call by GET and return the response, or throw a BbbException. The call '' asks for the version.
     *
     * @param iterable<string, string|int|float|bool|null> $params a bool is sent as true or false, null is not sent
     */
    public function call(string $call, #[SensitiveParameter] iterable $params = []): Response
    {
        return $this->send('GET', $call, $params);
    }

    /**
     * Call by POST. Only `$params`, which go into the URL, are signed; the body is not.
     *
     * @param iterable<string, string|int|float|bool|null> $params
     * @param string|iterable<string, string|int|float|bool|null> $body parameters become a form
     */
    public function post(
        string $call,
        #[SensitiveParameter] iterable $params = [],
        #[SensitiveParameter] string|iterable $body = '',
        string $contentType = 'application/xml',
    ): Response {
        if (!is_string($body)) {
            [$body, $contentType] = [self::encode($body), 'application/x-www-form-urlencoded'];
        }
        return $this->send('POST', $call, $params, $body, $contentType);
    }

    /**
     * Return the signed URL of a call, such as the link a user joins by. Whoever has it can use it.
     *
     * @param iterable<string, string|int|float|bool|null> $params
     */
    public function url(string $call, #[SensitiveParameter] iterable $params = []): string
    {
        if (!preg_match('~\A(?:hooks/)?[A-Za-z]*\z~', $call)) {
            throw new FixRequest('the name of a call has letters only, after hooks/ too');
        }
        $query = self::sign($call, $params, $this->secret->getValue(), $this->algorithm);
        return rtrim("$this->api/$call", '/') . "?$query";
    }

    /**
     * Percent-encode parameters as UTF-8, each value once and in the order given. http_build_query would write a
     * space as +, and true as 1.
     *
     * @param iterable<string, string|int|float|bool|null> $params
     */
    public static function encode(#[SensitiveParameter] iterable $params): string
    {
        $pairs = [];
        foreach ($params as $name => $value) {
            if ($value === null) {
                continue;
            }
            [$name, $value] = [(string) $name, self::text($value)];
            if (!preg_match('//u', $name) || !preg_match('//u', $value)) {
                throw new FixRequest('a parameter holds bytes that are not UTF-8');
            }
            $pairs[] = rawurlencode($name) . '=' . rawurlencode($value);
        }
        return implode('&', $pairs);
    }

    /**
     * Return a call's query string with its checksum. Send it as it is: another encoding breaks the checksum.
     *
     * @param iterable<string, string|int|float|bool|null> $params
     */
    public static function sign(
        string $call,
        #[SensitiveParameter] iterable $params,
        #[SensitiveParameter] string $secret,
        string $algorithm = 'sha256',
    ): string {
        if (!in_array($algorithm, self::ALGORITHMS, true)) {
            throw new InvalidArgumentException('unknown algorithm; use one of ' . implode(', ', self::ALGORITHMS));
        }
        $query = self::encode($params);
        $checksum = 'checksum=' . hash($algorithm, $call . $query . $secret);
        return $query === '' ? $checksum : "$query&$checksum";
    }

    /** Read a response in any form of the API; throw what it stands for unless it is SUCCESS. */
    public static function parse(
        string $call,
        int $status,
        #[SensitiveParameter] string $body,
        #[SensitiveParameter] string $location = '',
    ): Response {
        return (new Reader($call, $status, new Mask()))->read($body, $location);
    }

    /** Return a value as it is sent: true and false in words. */
    public static function text(#[SensitiveParameter] string|int|float|bool $value): string
    {
        return is_bool($value) ? ($value ? 'true' : 'false') : (string) $value;
    }

    /** @return array<string, string> what dumps show */
    public function __debugInfo(): array
    {
        return ['api' => $this->api];
    }

    /** Return whether there can be such a host, with or without a port. */
    private static function isPossible(#[SensitiveParameter] string $host): bool
    {
        $label = '[\p{L}\p{M}\p{N}_-]{1,63}';
        return preg_match("/\A(?:(?!.{254})($label(?:\.$label)*+)\.?|\[(.*)\])(?::(\d{1,5}))?\z/u", $host, $found)
            && !preg_match('/(?:^|\.)xn--[^.]*[^\x00-\x7f]/i', $found[1])
            && (($found[2] ?? '') === '' || filter_var($found[2], FILTER_VALIDATE_IP, FILTER_FLAG_IPV6))
            && (int) ($found[3] ?? 1) <= 65_535;
    }

    private function send(
        string $method,
        string $call,
        #[SensitiveParameter] iterable $params,
        #[SensitiveParameter] string $body = '',
        string $contentType = '',
    ): Response {
        $url = $this->url($call, $params);
        if (strlen($url) > self::LONGEST_URL) {
            throw new FixRequest('the URL is too long; send parameters in a form body', null, $call);
        }
        if (preg_match('/[\x00-\x08\x0a-\x1f\x7f]/', $contentType)) {
            $text = 'nothing was sent: a header, such as the content type, breaks HTTP';
            throw new FixRequest($text, null, $call);
        }
        if (preg_match('/[\x80-\xff]/', $contentType)) {
            throw new FixRequest('nothing was sent: body, headers or cookies cannot be encoded', null, $call);
        }
        $checksum = substr($url, strrpos($url, 'checksum=') + strlen('checksum='));
        $reader = new Reader($call, 0, new Mask($checksum, $this->secret->getValue()));
        $exchange = new Exchange($this->timeout, $this->limit, $this->curl);
        return $exchange->run($reader, $method, $url, $body, $contentType);
    }
}

/** One request and its response, over a connection of its own. For the client only. */
final class Exchange
{
    /**
     * Pages about a certificate, by OpenSSL's numbers of what is wrong with it; all others are about trust. 1 means
     * that OpenSSL has said nothing yet: curl itself checks the name.
     */
    private const CERTIFICATE = [1 => 'tls-name', 10 => 'tls-expired', 62 => 'tls-name', 64 => 'tls-name'];

    /** Pages about a failed connection: curl's number, words of its text, page, whether it may pass by itself. */
    private const CONNECTION = [
        [CURLE_UNSUPPORTED_PROTOCOL, 'HTTP', 'no-http', false],
        [CURLE_COULDNT_RESOLVE_PROXY, '', 'proxy', false],
        [CURLE_COULDNT_RESOLVE_HOST, '', 'dns', false],
        [CURLE_PARTIAL_FILE, '', 'cut', true],
        [CURLE_OK, '', 'empty', true],
        [CURLE_GOT_NOTHING, '', 'empty', true],
        [CURLE_SSL_CACERT_BADFILE, '', 'tls-setup', false],
        [CURLE_SSL_CONNECT_ERROR, 'wrong version number', 'tls-to-plain', false],
        [CURLE_SSL_CONNECT_ERROR, 'alert protocol version', 'tls-version', false],
        [CURLE_SSL_CONNECT_ERROR, 'SSL_ERROR_SYSCALL', 'empty', true],
        [CURLE_SSL_CONNECT_ERROR, 'unexpected eof', 'empty', true],
        [CURLE_SSL_CONNECT_ERROR, 'reset by peer', 'reset', true],
        [CURLE_SEND_ERROR, 'reset by peer', 'reset', true],
        [CURLE_RECV_ERROR, 'reset by peer', 'reset', true],
        [CURLE_RECV_ERROR, 'CONNECT tunnel failed', 'proxy', false],
    ];

    private const CONNECTION_REFUSED = [61, 111, 10061];

    /** @var array<string, string> the headers that matter, by their names in lower case */
    private array $headers = [];
    private bool $inHeaders = false;
    private string $arrived = '';

    /** @param array<int, mixed> $own */
    public function __construct(
        private readonly float $timeout,
        private readonly int $limit,
        #[SensitiveParameter] private readonly array $own,
    ) {
    }

    /** Send the request and return the response, or throw a BbbException. */
    public function run(
        Reader $reader,
        string $method,
        #[SensitiveParameter] string $url,
        #[SensitiveParameter] string $body,
        string $contentType,
    ): Response {
        $curl = curl_init();
        curl_setopt_array($curl, $this->options($url) + $this->own);
        if ($method === 'POST') {
            $type = $body === '' ? 'Content-Type:' : "Content-Type: $contentType";
            curl_setopt_array($curl, [
                CURLOPT_POSTFIELDS => $body,
                CURLOPT_HTTPHEADER => ['Accept-Encoding: identity', 'Expect:', $type],
            ]);
        }
        curl_exec($curl);
        $call = $reader->call;
        $status = curl_getinfo($curl, CURLINFO_RESPONSE_CODE);
        if (!in_array(strtolower($this->headers['content-encoding'] ?? ''), ['', 'identity'], true)) {
            throw new BadResponse('an encoding nobody asked for', null, $call, $status);
        }
        if (strlen($this->arrived) > $this->limit) {
            throw new BadResponse("more than $this->limit bytes", null, $call, $status);
        }
        if (curl_errno($curl) || $this->inHeaders) { // curl doesn't mind headers without an end
            throw self::noResponse($call, $curl);
        }
        return $reader->withStatus($status)->read($this->arrived, $this->headers['location'] ?? '');
    }

    /** @return array<int, mixed> */
    private function options(#[SensitiveParameter] string $url): array
    {
        return [
            CURLOPT_URL => $url,
            CURLOPT_PROTOCOLS => CURLPROTO_HTTP | CURLPROTO_HTTPS,
            CURLOPT_HTTP_VERSION => CURL_HTTP_VERSION_1_1,
            CURLOPT_TIMEOUT_MS => (int) ceil($this->timeout * 1000), // curl holds it over the whole exchange
            CURLOPT_NOSIGNAL => true,
            CURLOPT_FOLLOWLOCATION => false,
            CURLOPT_FORBID_REUSE => true,
            CURLOPT_SSL_VERIFYPEER => true,
            CURLOPT_SSL_VERIFYHOST => 2,
            CURLOPT_HTTPHEADER => ['Accept-Encoding: identity'], // or a small response could unfold into a huge one
            CURLOPT_HEADERFUNCTION => fn (\CurlHandle $curl, string $line): int => $this->header($line),
            CURLOPT_WRITEFUNCTION => fn (\CurlHandle $curl, string $chunk): int => $this->chunk($chunk),
        ];
    }

    private function header(#[SensitiveParameter] string $line): int
    {
        if (preg_match('~\AHTTP/~', $line) && !$this->arrived) {
            [$this->headers, $this->inHeaders] = [[], true]; // a response, perhaps after 100 or 103
        } elseif (trim($line) === '') {
            $this->inHeaders = false; // what follows the body are trailers
        } elseif ($this->inHeaders && preg_match('/\A(location|content-encoding):(.*)/is', $line, $found)) {
            $parts = [$this->headers[strtolower($found[1])] ?? '', trim($found[2], " \t\r\n")];
            $this->headers[strtolower($found[1])] = implode(', ', array_filter($parts, strlen(...)));
        }
        return strlen($line);
    }

    private function chunk(#[SensitiveParameter] string $chunk): int
    {
        $this->arrived .= $chunk;
        $encoded = !in_array(strtolower($this->headers['content-encoding'] ?? ''), ['', 'identity'], true);
        return $encoded || strlen($this->arrived) > $this->limit ? -1 : strlen($chunk); // -1 ends the exchange
    }

    /** Say what a failure of curl means. Its text is not kept: it may hold the URL. */
    private static function noResponse(string $call, \CurlHandle $curl): BbbException
    {
        $number = curl_errno($curl);
        if ($number === CURLE_OPERATION_TIMEDOUT) {
            return new RetryLater('no response in time', null, $call, null, 'time-out');
        }
        [$page, $passing] = ['', true];
        if ($number === CURLE_SSL_PEER_CERTIFICATE) {
            $result = curl_getinfo($curl, CURLINFO_SSL_VERIFYRESULT);
            [$page, $passing] = [self::CERTIFICATE[$result] ?? 'tls-chain', false];
        } elseif ($number === CURLE_COULDNT_CONNECT) {
            $refused = in_array(curl_getinfo($curl, CURLINFO_OS_ERRNO), self::CONNECTION_REFUSED, true);
            $page = $refused ? 'refused' : '';
        }
        foreach (self::CONNECTION as [$known, $words, $about, $passes]) {
            if ($page === '' && $number === $known && str_contains(curl_error($curl), $words)) {
                [$page, $passing] = [$about, $passes];
            }
        }
        $text = "no response, the connection failed (curl error $number: " . curl_strerror($number) . ')';
        return $passing
            ? new RetryLater($text, null, $call, null, $page)
            : new BadResponse($text, null, $call, null, $page);
    }
}

/** Reads what arrived, in any form of the API. For the client only. */
final class Reader
{
    /** What a key asks the caller to do. Other keys, and responses without one, are Refused. */
    private const KINDS = [
        // [keys] written by `make generate` from the catalog
        'b3scale_server_error' => FixRequest::class,
        'b3scaleGatewayError' => RetryLater::class,
        'checksumError' => FixSecret::class,
        'clientError' => FixRequest::class,
        'configXMLChecksumError' => FixSecret::class,
        'configXMLError' => FixRequest::class,
        'createHookError' => FixRequest::class,
        'destroyHookError' => RetryLater::class,
        'emptyError' => FixRequest::class,
        'fullNameTooLong' => FixRequest::class,
        'idNotUnique' => FixRequest::class,
        'internalError' => RetryLater::class,
        'invalidFormat' => FixRequest::class,
        'invalidKind' => FixRequest::class,
        'invalidLang' => FixRequest::class,
        'invalidPassword' => FixRequest::class,
        'invalidPresentationUrl' => FixRequest::class,
        'malformedXml' => FixRequest::class,
        'maxParticipantsReached' => RetryLater::class,
        'meetingPoolReached' => RetryLater::class,
        'missingParamCallbackURL' => FixRequest::class,
        'missingParameterMeetingID' => FixRequest::class,
        'missingParameterName' => FixRequest::class,
        'missingParameterPublish' => FixRequest::class,
        'missingParameterRecordID' => FixRequest::class,
        'missingParameters' => FixRequest::class,
        'missingParamFullName' => FixRequest::class,
        'missingParamHookID' => FixRequest::class,
        'missingParamMeetingID' => FixRequest::class,
        'missingParamMessage' => FixRequest::class,
        'missingParamPublish' => FixRequest::class,
        'missingParamRecordID' => FixRequest::class,
        'noInstanceFound' => RetryLater::class,
        'nonUniqueVoiceBridge' => FixRequest::class,
        'noResponse' => RetryLater::class,
        'nullError' => FixRequest::class,
        'paramError' => FixRequest::class,
        'Params required' => FixRequest::class,
        'parentMeetingIDMissing' => FixRequest::class,
        'parentMeetingIdMissing' => FixRequest::class,
        'pollXMLChecksumError' => FixSecret::class,
        'sameServer' => FixRequest::class,
        'serverTagUnavailable' => RetryLater::class,
        'serverUnavailable' => RetryLater::class,
        'sizeError' => FixRequest::class,
        'tenantNotFound' => FixRequest::class,
        'unsupportedContentType' => FixRequest::class,
        'unsupportedRequest' => FixRequest::class,
        'upload_text_track_failed' => RetryLater::class,
        'userPoolReached' => RetryLater::class,
        'validationError' => FixRequest::class,
        // [/keys]
    ];

    private const PAGES = [400, 401, 403, 404, 405, 408, 413, 414, 415, 429, 500, 502, 503, 504];

    private const STATUSES = [
        401 => FixSecret::class,
        405 => FixRequest::class,
        408 => RetryLater::class,
        413 => FixRequest::class,
        414 => FixRequest::class,
        415 => FixRequest::class,
        429 => RetryLater::class,
        502 => RetryLater::class,
        503 => RetryLater::class,
        504 => RetryLater::class,
    ];

    /** A tag with so many attributes that the parser would take minutes for it. */
    private const MANY_ATTRIBUTES = '/<[^<>"\']*+(?:(?:"[^"]*+"|\'[^\']*+\')[^<>"\']*+){1000}/';

    /** A comment with two hyphens in it: not well-formed, and the parser copies it once for every two of them. */
    private const WRONG_COMMENT = '/<!\[CDATA\[.*?\]\]>(*SKIP)(*FAIL)|<!--[^-]*+(?:-(?!-)[^-]*+)*+(?:--(?!>)|\z)/s';

    /** Namespaces, and different names, for which the same is true. A response of the API has none, and a few hundred. */
    private const MANY_NAMESPACES = 1000;
    private const MANY_NAMES = 10_000;
    private const NAMES_IN_XML = '/<([^\s\/>]++)|\s([^\s=<>"\'\/]++)\s*+=/';
    private const NAMES_IN_JSON = '/"((?:[^"\\\\]|\\\\.)*+)"\s*+:/s';

    /**
     * How a response in XML begins. So no document type comes before it, which a parser may take minutes to read, and
     * without which there are no entities.
     */
    private const OPENING = '/\A(?:\xef\xbb\xbf)?(?:<\?xml[^<>]*\?>)?\s*<response[\s\/>]/';

    /** Absolute URLs without user and password, of printable ASCII but for \, which browsers take for a slash. */
    private const HOST = 'https?:\/\/(?:[a-z0-9][\w.-]*|\[[0-9a-f:.]+\])(?::\d{1,5})?';
    private const JOINED = '/\A' . self::HOST . '(?=[\/?])[!"$-\[\]-~]*[?&]sessionToken=[!-\[\]-~]+\z/i';
    private const PASSED_ON = '/\A' . self::HOST
        . '\/[!"$->@-\[\]-~]*\/join\?[!"$-\[\]-~]*\bchecksum=(\w+)\z/i';

    public function __construct(
        public readonly string $call,
        private readonly int $status,
        private readonly Mask $mask,
    ) {
    }

    public function withStatus(int $status): self
    {
        return new self($this->call, $status, $this->mask);
    }

    /** Return a response with SUCCESS, or throw what it stands for. */
    public function read(#[SensitiveParameter] string $body, #[SensitiveParameter] string $location): Response
    {
        $redirected = $this->status >= 300 && $this->status < 400;
        $response = $redirected ? $this->redirect($location) : $this->json($body) ?? $this->xml($body);
        if ($response->returncode !== 'SUCCESS') {
            $otherwise = $this->status >= 500 ? RetryLater::class : Refused::class;
            $kind = self::KINDS[$response->key ?? ''] ?? $otherwise;
            $text = $response->message === '' ? 'no reason given' : $response->message;
            throw new $kind($text, $response->key, $this->call, $this->status);
        }
        if ($this->status < 200 || $this->status >= 400) {
            throw $this->ofStatus("the body says SUCCESS, and the HTTP status doesn't");
        }
        if ($this->call !== '' && $response->get('apiVersion') !== '') { // only the call '' asks for the version
            $text = 'nothing was done: the call wants another method';
            throw new FixRequest($text, null, $this->call, $this->status, 'wrong-http-method');
        }
        return $response;
    }

    /** Return the text before the first child of the element at a path such as `a/b`; null if there is none. */
    public static function textAt(#[SensitiveParameter] \DOMElement $root, string $path): ?string
    {
        if (!preg_match('~\A[\w.-]+(?:/[\w.-]+)*\z~', $path)) {
            return null;
        }
        $found = @(new \DOMXPath($root->ownerDocument))->query($path, $root);
        $element = $found ? $found->item(0) : null;
        if (!$element) {
            return null;
        }
        $text = '';
        for ($node = $element->firstChild; $node instanceof \DOMText; $node = $node->nextSibling) {
            $text .= $node->data;
        }
        return $text;
    }

    private function redirect(#[SensitiveParameter] string $location): Response
    {
        preg_match_all('/[?&]errors=([^&#]*)/', $location, $found);
        foreach (array_reverse($found[1]) as $value) {
            $error = json_decode(urldecode($value), true, 512, JSON_INVALID_UTF8_SUBSTITUTE);
            $error = is_array($error) && array_is_list($error) ? $error[0] ?? null : null;
            if (is_string($error['key'] ?? null) && is_string($error['message'] ?? null)) {
                [$key, $message] = [$this->mask->line($error['key']), $this->mask->line($error['message'])];
                return new Response($this->call, $this->status, 'FAILED', $key, $message);
            }
        }
        if ($this->call === 'join' && (preg_match(self::JOINED, $location) || $this->isPassedOn($location))) {
            return new Response($this->call, $this->status, 'SUCCESS', location: $location);
        }
        $text = 'redirected elsewhere: check the base URL, https too';
        throw new BadResponse($text, null, $this->call, $this->status, 'http-301-redirect');
    }

    /** Return whether a load balancer sends the browser to a server, for which it has signed the request anew. */
    private function isPassedOn(#[SensitiveParameter] string $location): bool
    {
        return in_array($this->status, [302, 307], true)
            && preg_match(self::PASSED_ON, $location, $found)
            && !$this->mask->isSent($found[1]);
    }

    private function json(#[SensitiveParameter] string $body): ?Response
    {
        $body = preg_replace('/\A\xef\xbb\xbf/', '', $body);
        if (!preg_match('/\A\s*+\{/', $body) || self::hasManyNames(self::NAMES_IN_JSON, $body)) {
            return null; // of an array with many keys that are chosen for it, PHP takes minutes to find one
        }
        $content = json_decode($body, true);
        if (json_last_error() === JSON_ERROR_UTF16) { // half a character, where a text was cut: leave it out
            $halves = '/\\\\(?:\\\\|ud[89ab]..\\\\ud[c-f]..)(*SKIP)(*FAIL)|\\\\ud[89a-f]../i';
            $content = json_decode((string) preg_replace($halves, '', $body), true);
        }
        $data = is_array($content) && array_key_exists('response', $content) ? $content['response'] : $content;
        if (!is_array($data) || !is_string($data['returncode'] ?? null)) {
            return null;
        }
        $members = array_map(fn ($name) => $data[$name] ?? null, ['returncode', 'messageKey', 'message']);
        $lines = array_map(fn ($value) => is_string($value) ? $this->mask->line($value) : '', $members);
        [$code, $key, $message] = $lines;
        return new Response($this->call, $this->status, $code, $key === '' ? null : $key, $message, data: $data);
    }

    private function xml(#[SensitiveParameter] string $body): Response
    {
        $root = self::root(ltrim($body, " \t\n\r\v\f"));
        if (!$root) {
            throw $this->notAnApiResponse($body);
        }
        $code = $this->firstLine($root, 'returncode');
        $key = $this->firstLine($root, 'messageKey', 'errors/error/key');
        $message = $this->firstLine($root, 'message', 'errors/error/message');
        return new Response($this->call, $this->status, $code, $key === '' ? null : $key, $message, $root);
    }

    /** Return the text of the first of these elements that has one. */
    private function firstLine(#[SensitiveParameter] \DOMElement $root, string ...$paths): string
    {
        $texts = array_map(fn (string $path): string => self::textAt($root, $path) ?? '', $paths);
        return $this->mask->line(current(array_filter($texts, strlen(...))) ?: '');
    }

    /** Return the element `response` if this is a response in XML. */
    private static function root(#[SensitiveParameter] string $body): ?\DOMElement
    {
        if (preg_match(self::OPENING, $body) !== 1 || preg_match(self::MANY_ATTRIBUTES, $body) !== 0) {
            return null;
        }
        if (preg_match(self::WRONG_COMMENT, $body) !== 0 || self::hasManyNames(self::NAMES_IN_XML, $body)) {
            return null;
        }
        if (substr_count($body, 'xmlns') > self::MANY_NAMESPACES) {
            return null;
        }
        $document = new \DOMDocument();
        $before = libxml_use_internal_errors(true);
        try {
            $whole = $document->loadXML($body, LIBXML_NONET);
            $whole = $whole && max([0, ...array_column(libxml_get_errors(), 'level')]) < LIBXML_ERR_ERROR;
        } finally {
            libxml_clear_errors();
            libxml_use_internal_errors($before);
        }
        $root = $whole ? $document->documentElement : null;
        return $root?->namespaceURI === null && $root && strlen(self::textAt($root, 'returncode') ?? '') ? $root : null;
    }

    private static function hasManyNames(string $form, #[SensitiveParameter] string $body): bool
    {
        $names = [];
        foreach (str_split($body, 65_536) as $piece) {
            preg_match_all($form, $piece, $found);
            $names += array_flip([...$found[1], ...$found[2] ?? []]);
            if (count($names) > self::MANY_NAMES) {
                return true;
            }
        }
        return false;
    }

    private function notAnApiResponse(#[SensitiveParameter] string $body): BbbException
    {
        $words = $this->mask->line(Mask::utf8(preg_replace('/<[^>]*>/', ' ', substr($body, 0, 500))));
        $words = Mask::start($words, 100);
        $text = $words === '' ? 'an empty body' : Mask::quoted($words);
        return $this->ofStatus("not an API response, but $text");
    }

    private function ofStatus(string $text): BbbException
    {
        $kind = self::STATUSES[$this->status] ?? BadResponse::class;
        $known = in_array($this->status, self::PAGES, true);
        $page = $known ? "http-$this->status" : ($this->status < 300 ? 'not-bigbluebutton' : '');
        return new $kind($text, null, $this->call, $this->status, $page);
    }
}

/** Makes a server's text fit for a log, and hides the checksum that was sent and the secret. For the client only. */
final class Mask
{
    /** Hex digits as they are, or percent-encoded. */
    private const DIGITS = '/(?:[0-9a-f]|%(?:25)*(?:3\d|[46][1-6])){8,}/i';

    private readonly SensitiveParameterValue $checksum;
    private readonly SensitiveParameterValue $secret;

    public function __construct(#[SensitiveParameter] string $checksum = '', #[SensitiveParameter] string $secret = '')
    {
        $this->checksum = new SensitiveParameterValue($checksum);
        $this->secret = new SensitiveParameterValue($secret);
    }

    /** Return whether this is the checksum that was sent. */
    public function isSent(#[SensitiveParameter] string $checksum): bool
    {
        return $checksum === $this->checksum->getValue();
    }

    /** Return one line without control characters and checksum, and not endless. */
    public function line(#[SensitiveParameter] string $text): string
    {
        $text = preg_replace('/[\s\x1c-\x1f\x{85}]+/u', ' ', self::start($text, 2000));
        return $this->hide(preg_replace('/\p{C}|(?! )\p{Z}/u', '', trim($text, ' ')));
    }

    /** Return the first characters of a text. */
    public static function start(#[SensitiveParameter] string $text, int $length): string
    {
        return preg_match("/\A.{0,$length}/su", $text, $found) ? $found[0] : '';
    }

    /** Return a text with a replacement character for what is not UTF-8. */
    public static function utf8(#[SensitiveParameter] string $text): string
    {
        return htmlspecialchars_decode(htmlspecialchars($text, ENT_NOQUOTES | ENT_SUBSTITUTE, 'UTF-8'), ENT_NOQUOTES);
    }

    /** Return a text in quotes. */
    public static function quoted(#[SensitiveParameter] string $text): string
    {
        $quote = str_contains($text, "'") && !str_contains($text, '"') ? '"' : "'";
        return $quote . addcslashes($text, $quote === "'" ? "'\\" : '\\') . $quote;
    }

    /**
     * Hide what is called a checksum, and every run of digits that is the checksum of this call or a part of it.
     * Of a text that still holds it, or the secret, nothing is left.
     */
    private function hide(#[SensitiveParameter] string $text): string
    {
        [$checksum, $secret] = [$this->checksum->getValue(), $this->secret->getValue()];
        $text = preg_replace('/(checksum(?:=|%(?:25)*3D))\w+/iu', '$1***', $text);
        if ($checksum !== '') {
            $text = preg_replace_callback(self::DIGITS, function (array $digits) use ($checksum): string {
                $plain = strtolower(rawurldecode(preg_replace('/%(?:25)+/', '%', $digits[0])));
                $same = str_contains($checksum, $plain) || str_contains($plain, $checksum);
                return $same ? '***' : $digits[0];
            }, $text);
        }
        $text = strlen($secret) >= 8 ? str_replace($secret, '***', $text) : $text; // the server has it, too
        return self::holds($text, $checksum, $secret) ? '***' : $text;
    }

    /** Return whether a text holds the secret or a part of the checksum, however its letters are written or parted. */
    private static function holds(
        #[SensitiveParameter] string $text,
        #[SensitiveParameter] string $checksum,
        #[SensitiveParameter] string $secret,
    ): bool {
        if ($checksum === '' && $secret === '') {
            return false;
        }
        $plain = self::decoded($text);
        $contains = fn (string $text, array $all): bool =>
            array_filter($all, fn (string $each): bool => str_contains($text, $each)) !== [];
        $parts = array_map(
            fn (int $at): string => substr($checksum, $at, 16),
            array_keys(array_fill(0, max(0, strlen($checksum) - 15), true)),
        );
        $secrets = strlen($secret) >= 8 ? [$secret] : [];
        $digits = [...$parts, ...array_map(bin2hex(...), [...$parts, ...$secrets])];
        $words = [...array_map(strtolower(...), $secrets), ...array_map(self::letters(...), $secrets)];
        $words = array_filter($words, fn (string $each): bool => strlen($each) >= 8);
        foreach ([$plain, strrev($plain), ...self::unpacked($plain)] as $written) {
            $low = strtolower($written);
            if ($contains(preg_replace('/[^0-9a-f]+/', '', $low), $digits)) {
                return true;
            }
            if ($contains($low . ' ' . self::letters($low), $words)) {
                return true;
            }
        }
        return false;
    }

    /** Return what of a text is letters and digits, in lower case. */
    private static function letters(#[SensitiveParameter] string $text): string
    {
        return preg_replace('/[^0-9a-z\x80-\xff]+/', '', strtolower($text));
    }

    /** Return a text with the letters that stand in it as entities, escapes or full-width forms. */
    private static function decoded(#[SensitiveParameter] string $text): string
    {
        $letter = fn (int $code): string => $code < 128 ? chr($code) : html_entity_decode("&#$code;", ENT_HTML5);
        for ($times = 0; $times < 3; $times++) {
            $text = preg_replace_callback(
                '/&#(?:x0*([0-9a-f]{1,5})|0*(\d{1,6}));?/i',
                fn (array $found): string => $letter($found[1] === '' ? (int) $found[2] : hexdec($found[1])),
                html_entity_decode($text, ENT_QUOTES | ENT_HTML5, 'UTF-8'),
            );
            $text = preg_replace_callback(
                '/(?:[\\\\%]u(?:0{6}|00|\{0*)|\\\\x|=|%)([0-9a-f]{2})\}?/i',
                fn (array $found): string => $letter(hexdec($found[1])),
                $text,
            );
        }
        if (class_exists(\Normalizer::class)) {
            $text = \Normalizer::normalize($text, \Normalizer::FORM_KC) ?: $text;
        }
        $wide = fn (array $found): string => chr(((ord($found[0][1]) & 3) << 6 | ord($found[0][2]) & 63) + 32);
        return preg_replace_callback('/[\x{ff01}-\x{ff5e}]/u', $wide, $text) ?? '';
    }

    /** @return iterable<string> what a text may hold in base64, from whichever letter it begins: as letters, as hex */
    private static function unpacked(#[SensitiveParameter] string $text): iterable
    {
        preg_match_all('/[A-Za-z0-9+\/_-]{16,}/', $text, $found);
        foreach ($found[0] as $packed) {
            for ($start = 0; $start < 4; $start++) {
                $data = (string) base64_decode(strtr(substr($packed, $start), '-_', '+/'));
                yield $data;
                yield bin2hex($data);
            }
        }
    }
}
