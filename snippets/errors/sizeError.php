<?php

// [start:fix]
require __DIR__ . '/BbbApi.php';

const LIMITS = ['meetingID' => [2, 256], 'name' => [2, 256], 'message' => [1, 500], 'userName' => [0, 255]];

/** Strip all values, and refuse those whose length the server would refuse. */
function checked(string ...$params): array
{
    $params = array_map(trim(...), $params);
    foreach (array_intersect_key(LIMITS, $params) as $name => [$least, $most]) {
        $length = iconv_strlen($params[$name], 'UTF-8'); // characters, where strlen counts bytes
        if ($length < $least || $length > $most) {
            $start = iconv_substr($params[$name], 0, 20, 'UTF-8');
            throw new LengthException("$name needs $least to $most characters: '$start'");
        }
    }
    return $params;
}

$bbb = BbbApi\Client::fromEnv();
$response = $bbb->call('create', checked(meetingID: 'geometry-1', name: 'Geometry I'));
echo $response->returncode, ' ', $response->get('meetingID'), "\n";
try {
    $bbb->call('isMeetingRunning', checked(meetingID: ''));
} catch (LengthException $error) {
    echo $error->getMessage(), "\n";
}
// [end:fix]
