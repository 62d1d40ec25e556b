<?php

/*
 * Receive requests from BigBlueButton: take one in, respond at once, work later. Needs PHP 8.2, no extensions.
 *
 * A message is stored before the response, once for each key, and worked on by receive-work.php. So a repeat does no
 * harm, a slow job holds up nobody, and a restart loses nothing. In an application with a database, a table with a
 * unique key does what the folder of Inbox does here.
 */

declare(strict_types=1);

namespace BbbReceive;

use SensitiveParameter;

/** The request is not taken; the status tells why. */
final class Refused extends \RuntimeException
{
    public function __construct(public readonly int $status)
    {
        parent::__construct("refused with status $status");
    }
}

/** One request as it came. */
final class Request
{
    /** How large a body may be. */
    public const MOST_BYTES = 1_048_576;

    /** @param array<string, mixed> $query */
    public function __construct(
        public readonly string $method,
        public readonly array $query,
        public readonly string $body,
        public readonly string $type,
        public readonly string $authorization,
    ) {
    }

    /** Return the request that PHP works on, with its body as it came; throws Refused if it is too large. */
    public static function current(): self
    {
        $body = (string) file_get_contents('php://input', false, null, 0, self::MOST_BYTES + 1);
        if (strlen($body) > self::MOST_BYTES) {
            throw new Refused(413);
        }
        $type = strtolower(trim(explode(';', $_SERVER['CONTENT_TYPE'] ?? '')[0]));
        return new self($_SERVER['REQUEST_METHOD'], $_GET, $body, $type, $_SERVER['HTTP_AUTHORIZATION'] ?? '');
    }

    /** @return array<string, mixed> the fields of a form */
    public function form(): array
    {
        parse_str($this->body, $fields);
        return $fields;
    }

    /** Return the JSON of a text as an array; throws JsonException, or Refused if it is something else. */
    public static function json(string $text): array
    {
        $data = json_decode($text, true, 64, JSON_THROW_ON_ERROR);
        return is_array($data) ? $data : throw new Refused(400);
    }

    /** Return a value that must be text and not empty; throws Refused. */
    public static function text(mixed $value): string
    {
        return is_string($value) && $value !== '' ? $value : throw new Refused(400);
    }
}

/** What a request says, once it is known to be right. */
final class Message
{
    /**
     * @param string $key the same for every repeat of the same message
     * @param array<string, mixed> $content
     * @param bool $again whether it is worked on again if it comes again once work on it has begun
     */
    public function __construct(
        public readonly string $key,
        public readonly array $content,
        public readonly bool $again = false,
    ) {
    }
}

/**
 * A folder of messages: each key once, until it is worked on, and remembered after that. A file ends in json while it
 * waits, in begun from when it is worked on, and in done after that.
 */
final class Inbox
{
    public function __construct(private readonly string $folder)
    {
        if (!is_dir($folder) && !mkdir($folder, 0700, true) && !is_dir($folder)) {
            throw new \RuntimeException('the folder for messages cannot be made; set INBOX');
        }
    }

    /** Store a message; return false if its key was there already and nothing is left to do. */
    public function put(Message $message): bool
    {
        $file = "$this->folder/" . hash('sha256', $message->key);
        $isUnderWay = fn (): bool => is_file("$file.begun") || is_file("$file.done");
        if (!$message->again && $isUnderWay()) {
            return false;
        }
        $temporary = "$file." . bin2hex(random_bytes(8));
        $content = ['arrived' => microtime(true), 'content' => $message->content];
        if (file_put_contents($temporary, json_encode($content, JSON_THROW_ON_ERROR)) === false) {
            throw new \RuntimeException('the message cannot be stored');
        }
        $stored = @link($temporary, "$file.json"); // whole or not at all, and never over another
        unlink($temporary);
        if (!$stored && !is_file("$file.json") && !$isUnderWay()) {
            throw new \RuntimeException('the message cannot be stored');
        }
        return $stored;
    }

    /**
     * Work on all messages that wait, oldest first; return how many were done. What fails is tried again next time.
     *
     * @param callable(array<string, mixed>): void $do
     */
    public function work(callable $do): int
    {
        $lock = fopen("$this->folder/lock", 'c');
        if (!$lock || !flock($lock, LOCK_EX | LOCK_NB)) {
            return 0; // another process is at it
        }
        $waiting = [];
        foreach ([...glob("$this->folder/*.begun") ?: [], ...glob("$this->folder/*.json") ?: []] as $file) {
            $message = json_decode((string) file_get_contents($file), true, 64);
            if (!isset($message['arrived'], $message['content'])) { // such as after a power failure
                error_log('cannot be read: ' . basename($file));
                continue;
            }
            $waiting[$file] = $message;
        }
        uasort($waiting, fn (array $one, array $other): int => $one['arrived'] <=> $other['arrived']);
        $done = 0;
        foreach ($waiting as $file => $message) {
            try {
                $name = substr($file, 0, (int) strrpos($file, '.'));
                rename($file, "$name.begun"); // so that it can come again meanwhile
                $do($message['content']);
                $done += (int) rename("$name.begun", "$name.done");
            } catch (\Throwable $error) { // one bad message must not stop the others
                error_log('will be tried again: ' . $error::class);
            }
        }
        return $done;
    }
}

/**
 * Judge the request, store what it says, and respond. Throws, and so responds with 500, only if it can't be stored.
 *
 * @param callable(Request): Message $check returns what a request says; throws Refused if it is not from BigBlueButton
 */
function take(callable $check): void
{
    $status = 200; // nothing else: up to 3.0.26 the end callback wants exactly this
    try {
        (new Inbox((string) (getenv('INBOX') ?: sys_get_temp_dir() . '/bbb-inbox')))->put($check(Request::current()));
    } catch (Refused $refused) {
        $status = $refused->status;
    } catch (\JsonException | \ValueError | \TypeError) {
        $status = 400;
    }
    http_response_code($status);
}

/**
 * Return the claims of a JSON Web Token that one of the secrets has signed; throws Refused for all others.
 *
 * @param list<string> $secrets
 * @return array<string, mixed>
 */
function verified(
    #[SensitiveParameter] string $token,
    #[SensitiveParameter] array $secrets,
    ?int $now = null,
): array {
    $parts = explode('.', $token);
    if (count($parts) !== 3 || !preg_match('/\A[A-Za-z0-9_.-]+\z/', $token)) {
        throw new Refused(401);
    }
    [$head, $claims, $signature] = array_map(fn ($x) => (string) base64_decode(strtr($x, '-_', '+/'), true), $parts);
    $algorithm = json_decode($head, true)['alg'] ?? null;
    $told = json_decode($claims, true, 64);
    $hash = match ($algorithm) { // never add `none`
        'HS256' => 'sha256',
        'HS512' => 'sha512',
        default => throw new Refused(401),
    };
    $right = array_filter($secrets, fn (#[SensitiveParameter] string $secret): bool => hash_equals(
        hash_hmac($hash, "$parts[0].$parts[1]", $secret, true),
        $signature,
    ));
    if (!$right || !is_array($told)) {
        throw new Refused(401);
    }
    $end = $told['exp'] ?? PHP_INT_MAX;
    return (is_int($end) || is_float($end)) && $end > ($now ?? time()) ? $told : throw new Refused(401);
}

/** @return list<string> the words of a variable of the environment; throws if there are none */
function words(string $name): array
{
    $words = preg_split('/\s+/', (string) getenv($name), -1, PREG_SPLIT_NO_EMPTY);
    return $words ?: throw new \RuntimeException("set $name");
}
