<?php

// Drives the PHP client for the tests: a JSON object a line in, a JSON object a line out.

declare(strict_types=1);

use BbbApi\BbbException;
use BbbApi\Client;
use BbbApi\Response;

require __DIR__ . '/../../../snippets/php/BbbApi.php';

ini_set('zend.exception_ignore_args', '0'); // so that stack traces could show what they must not
ini_set('zend.exception_string_param_max_len', '1000');

/** @param list<array{string, mixed}>|null $pairs */
function params(#[SensitiveParameter] ?array $pairs): iterable
{
    foreach ($pairs ?? [] as [$name, $value]) {
        yield $name => $value;
    }
}

/** Everything that a program could show of a value. */
function shown(mixed ...$values): string
{
    ob_start();
    foreach ($values as $value) {
        var_dump($value);
        print_r($value);
    }
    return (string) ob_get_clean();
}

/** @param list<string> $read */
function answer(Response $response, array $read): array
{
    $values = [];
    foreach ($read as $name) {
        $values[$name] = $response->get($name);
    }
    return ['ok' => [
        'returncode' => $response->returncode,
        'key' => $response->key,
        'message' => $response->message,
        'status' => $response->status,
        'location' => $response->location,
        'warning' => $response->warning,
        'values' => (object) $values,
        'shown' => shown($response),
    ]];
}

function failure(BbbException $error, ?Client $client): array
{
    return ['error' => [
        'class' => substr($error::class, strlen('BbbApi\\')),
        'key' => $error->key,
        'message' => $error->getMessage(),
        'call' => $error->call,
        'status' => $error->status,
        'page' => $error->page,
        'shown' => shown($error, $error->getTrace(), $client) . $error . var_export($client, true),
    ]];
}

function run(#[SensitiveParameter] array $asked): array
{
    $client = null;
    $read = $asked['read'] ?? [];
    $body = is_array($asked['body'] ?? '') ? params($asked['body']) : base64_decode($asked['body'] ?? '');
    try {
        switch ($asked['op']) {
            case 'sign':
                [$params, $algorithm] = [params($asked['params']), $asked['algorithm'] ?? 'sha256'];
                return ['query' => Client::sign($asked['call'], $params, $asked['secret'], $algorithm)];
            case 'parse':
                return answer(Client::parse($asked['call'], $asked['status'], $body, $asked['location'] ?? ''), $read);
            default:
                $options = array_intersect_key($asked, array_flip(['algorithm', 'timeout', 'limit']));
                $client = new Client($asked['url'], $asked['secret'], ...$options);
                if ($asked['op'] === 'client') {
                    return ['ok' => (object) []];
                }
                [$call, $params] = [$asked['call'], params($asked['params'] ?? [])];
                $response = ($asked['method'] ?? 'GET') === 'GET'
                    ? $client->call($call, $params)
                    : $client->post($call, $params, $body, $asked['content_type'] ?? 'application/xml');
                return answer($response, $read);
        }
    } catch (BbbException $error) {
        return failure($error, $client);
    } catch (InvalidArgumentException $error) {
        return ['settings' => $error->getMessage()];
    }
}

/** Read a request. PHP has no half a character in JSON, so each becomes the bytes that some programs write for it. */
function request(#[SensitiveParameter] string $line): array
{
    $halves = '/\\\\(?:\\\\|ud[89ab]..\\\\ud[c-f]..)(*SKIP)(*FAIL)|\\\\ud[89a-f]../i';
    $asked = json_decode(preg_replace($halves, '<half>', $line), true, 512, JSON_THROW_ON_ERROR);
    array_walk_recursive($asked, function (mixed &$value): void {
        $value = is_string($value) ? str_replace('<half>', "\xed\xa0\x80", $value) : $value;
    });
    return $asked;
}

while (($line = fgets(STDIN)) !== false) {
    try {
        $said = run(request($line));
    } catch (Throwable $error) {
        $said = ['crash' => (string) $error];
    }
    $flags = JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE | JSON_THROW_ON_ERROR;
    fwrite(STDOUT, json_encode($said, $flags) . "\n");
    fflush(STDOUT);
}
