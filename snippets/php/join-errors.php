<?php

// [start:all]
/** Return key and message of the error that the URL of your page carries, if it carries one. */
function joinError(string $query): ?array
{
    parse_str($query, $fields); // of a parameter that is there twice, it takes the last
    $first = is_string($fields['errors'] ?? null) ? json_decode($fields['errors'], true)[0] ?? null : null;
    return is_string($first['key'] ?? null) ? [$first['key'], (string) ($first['message'] ?? '')] : null;
}

// In your page: joinError($_SERVER['QUERY_STRING']). Choose your words by the key; escape the message if you show it.
$query = 'errors=%5B%7B%22message%22%3A%22No+such+meeting%22%2C%22key%22%3A%22meetingForciblyEnded%22%7D%5D';
echo implode(' | ', joinError($query)), "\n";
var_dump(joinError('lang=en'));
// [end:all]
