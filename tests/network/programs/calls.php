<?php
// What curl, file_get_contents and the XML parsers of PHP say; in and out as in calls.py. The first three
// warnings stand on lines of their own.
$given = json_decode(stream_get_contents(STDIN), true);
$texts = [];
$warnings = [];
set_error_handler(function (int $number, string $text) use (&$warnings): bool {
    $warnings[] = 'Warning: ' . rtrim($text);
    return true;
});

function note(string $tool, array $task, callable $call): void
{
    global $texts, $warnings;
    $warnings = [];
    try {
        $said = $call();
    } catch (Throwable $error) {
        $said = get_class($error) . ': ' . $error->getMessage();
    }
    $texts[$tool][$task['id']] = implode("\n", array_filter([$said, ...array_slice($warnings, 0, 3)], fn ($x) => $x !== ''));
}

function curl(array $task): string
{
    $curl = curl_init($task['url']);
    curl_setopt_array($curl, [
        CURLOPT_RETURNTRANSFER => true, CURLOPT_FOLLOWLOCATION => true, CURLOPT_MAXREDIRS => 5,
        CURLOPT_CAINFO => $task['ca'], CURLOPT_TIMEOUT_MS => (int) ($task['seconds'] * 1000),
        CURLOPT_PROXY => $task['proxy'] ?? '',
    ]);
    $body = curl_exec($curl);
    return $body === false ? sprintf('[errno %d] %s', curl_errno($curl), curl_error($curl))
        : 'OK ' . curl_getinfo($curl, CURLINFO_RESPONSE_CODE);
}

function contents(array $task): string|false
{
    return file_get_contents($task['url'], false, stream_context_create([
        'http' => ['timeout' => $task['seconds']], 'ssl' => ['cafile' => $task['ca']],
    ]));
}

function listed(string $body): string
{
    libxml_use_internal_errors(true);
    libxml_clear_errors();
    try {
        new SimpleXMLElement($body);
        $said = 'OK';
    } catch (Exception $error) {
        $errors = array_map(fn ($x) => trim($x->message) . " (code $x->code)", array_slice(libxml_get_errors(), 0, 3));
        $said = trim('Exception: ' . $error->getMessage() . ' | ' . implode(' / ', $errors));
    }
    libxml_use_internal_errors(false);
    return $said;
}

foreach ($given['tasks'] as $task) {
    if ($task['parser'] === 'xml') {
        $body = (string) file_get_contents($task['url'], false, stream_context_create(['http' => ['ignore_errors' => true]]));
        $parsers = [
            'PHP simplexml_load_string' => fn () => simplexml_load_string($body) === false ? 'false' : 'OK',
            'PHP DOMDocument::loadXML' => fn () => (new DOMDocument())->loadXML($body) === false ? 'false' : 'OK',
            'PHP new SimpleXMLElement' => fn () => new SimpleXMLElement($body) ? 'OK' : 'OK',
            'PHP libxml_get_errors' => fn () => listed($body),
        ];
        foreach ($parsers as $tool => $parse) {
            note($tool, $task, $parse);
        }
    } elseif ($task['parser'] === null) {
        note('PHP curl_error', $task, fn () => curl($task));
        if ($task['proxy'] === null) {
            note('PHP file_get_contents', $task, fn () => contents($task) === false ? '' : 'OK');
        }
    }
}
$versions = array_map(fn () => PHP_VERSION, $texts);
$versions['PHP curl_error'] .= ', libcurl ' . curl_version()['version'];
echo json_encode(['versions' => $versions, 'texts' => $texts], JSON_THROW_ON_ERROR);
